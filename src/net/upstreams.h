// Fetches replies from other servers for the connections of one loop. It keeps connections to them
// for a moment, since the next request most often follows at once.
//
// A request is written to one connection, once, and never again. A connection that was kept is
// looked at before, so that nothing is sent where the other side has closed by then.
//
// Thread-safety: any thread may call end(). The rest is for the thread of the loop. The destructor
// is for any thread after Loop::end().
#pragma once

#include <chrono>
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <tl/expected.hpp>

#include "base/event.h"
#include "http/handler.h"
#include "net/loop.h"
#include "net/open_sockets.h"
#include "net/task.h"
#include "net/upstream_line.h"
#include "tls/client_context.h"

namespace krm::net {

class Upstreams {
 public:
  using Fetched = tl::expected<http::HttpReply, std::string>;

  // Both must outlive this object.
  Upstreams(Loop& loop, const base::Event& stop) : home_{loop, sockets_, stop} {}
  // REQUIRES: no fetch is under way.
  ~Upstreams() = default;
  Upstreams(const Upstreams&) = delete;
  Upstreams& operator=(const Upstreams&) = delete;

  // Sends the head of the errand and the body of `request`, and returns the reply. On failure
  // returns one line that says why: "connection refused", "it did not answer within 30 s". Both
  // must live until then.
  Task<Fetched> fetch(const http::HttpRequest& request, const http::Errand& errand);

  // Ends all fetches that are under way, and those to come. It may be called again.
  void end() { sockets_.end(); }
  bool ended() const { return sockets_.ended(); }

 private:
  using Line = std::unique_ptr<UpstreamLine>;
  struct Idle {
    http::Upstream upstream;
    Line line;
    Loop::Time since;
  };

  Line take_idle(const http::Upstream& upstream);
  void keep(const http::Upstream& upstream, Line line);
  Task<void> close_idle();
  Task<UpstreamLine::Opened> open(const http::Upstream& upstream, Loop::Time until);
  Task<std::string> secure(const http::Upstream& upstream, Wire& wire, Loop::Time until);

  OpenSockets sockets_;
  const UpstreamLine::Home home_;
  std::map<std::string, tls::ClientContext> contexts_;  // by the file of authorities
  std::deque<Idle> idle_;                               // the oldest is first
  bool is_closing_ = false;
  std::optional<Task<void>> closing_;  // close_idle(); it has ended unless is_closing_
};

}  // namespace krm::net

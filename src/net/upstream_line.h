// One connection to an upstream, and how it is opened: by name, address after address, with TLS
// where that is wanted.
//
// Thread-safety: as Wire's.
#pragma once

#include <memory>
#include <string>
#include <tl/expected.hpp>

#include "base/event.h"
#include "http/upstream.h"
#include "net/name_lookup.h"
#include "net/open_sockets.h"
#include "net/task.h"
#include "net/wire.h"

namespace krm::net {

class UpstreamLine {
 public:
  using Opened = tl::expected<std::unique_ptr<UpstreamLine>, std::string>;

  // What a line belongs to. All of it must outlive the line.
  struct Home {
    Loop& loop;
    OpenSockets& sockets;
    const base::Event& stop;
  };

  // Connects to `upstream` without TLS. On failure returns one line that says why, such as
  // "connection refused", or an empty text when `until` comes first.
  static Task<Opened> open(const http::Upstream& upstream, Home home, Loop::Time until);

  // Takes over a socket that is being connected and was added to the open sockets.
  UpstreamLine(int socket, Home home);
  ~UpstreamLine();
  UpstreamLine(const UpstreamLine&) = delete;
  UpstreamLine& operator=(const UpstreamLine&) = delete;

  Wire& wire() { return wire_; }

 private:
  static Task<Opened> connect_to(const Endpoint& endpoint, Home home, Loop::Time until);

  OpenSockets& sockets_;
  const int socket_;
  Wire wire_;
};

}  // namespace krm::net

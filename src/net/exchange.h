// Sends one request on a wire, and reads the reply to it.
//
// Thread-safety: as Wire's.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "http/reply.h"
#include "net/reply_framing.h"
#include "net/task.h"
#include "net/wire.h"

namespace krm::net {

class Exchange {
 public:
  // Is empty when the time was over before there was one.
  using Outcome = std::optional<tl::expected<http::HttpReply, std::string>>;

  // `to_head`: the request is a HEAD.
  Exchange(Wire& wire, bool to_head) : wire_(wire), framing_(to_head) {}

  // Sends `head` and `body` once, and takes the reply, be it before all is sent. On failure returns
  // one line that says why. Returns nothing when `until` comes first. REQUIRES: is called once.
  Task<Outcome> run(std::string_view head, std::string_view body, Loop::Time until);

  // Returns whether the wire can take another request.
  bool can_go_on() const { return sent_ && framing_.can_go_on(); }

 private:
  Task<Written::End> send(std::string_view head, std::string_view body, Loop::Time until);
  bool hear();

  Wire& wire_;
  ReplyFraming framing_;
  bool sent_ = false;  // all of the request
  Outcome outcome_;
};

}  // namespace krm::net

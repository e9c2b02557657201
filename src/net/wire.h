// One client's connection as a stream of bytes, plain or within TLS, with the ways it can end.
//
// Thread-safety: none; belongs to one connection.
#pragma once

#include <chrono>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "base/clock.h"
#include "base/event.h"
#include "net/socket.h"
#include "tls/context.h"
#include "tls/session.h"

namespace krm::net {

class Wire {
 public:
  // As Socket's.
  Wire(int socket, std::chrono::milliseconds idle, const base::Event& stop)
      : socket_(socket, idle, stop) {}
  // Takes leave, where that is due: TLS says close_notify.
  ~Wire();
  Wire(const Wire&) = delete;
  Wire& operator=(const Wire&) = delete;

  // Waits at most `time` for the first byte, which stays to be read; nothing when none came.
  std::optional<char> first_byte(std::chrono::milliseconds time) {
    return socket_.first_byte(time);
  }

  // Shakes hands within `time`; from then on everything goes through TLS. Fails with why not: only
  // finish() is left to do then. REQUIRES: nothing was read or written yet.
  tl::expected<void, std::string> secure(const tls::Context& context,
                                         std::chrono::milliseconds time);
  // What the handshake agreed on, in words; empty for a plain one.
  std::string terms() const { return session_ ? session_->terms() : std::string(); }

  // Waits at most `time` for the first bytes, or a part. A reset counts as closed.
  Read read(std::span<char> into, std::chrono::milliseconds time);

  // Whether some of a TLS record is there that is not whole yet.
  bool mid_record() const { return session_ && session_->mid_record(); }

  // As Socket::send().
  Written write(std::string_view bytes);

  Waited wait(const base::Clock& clock, std::optional<base::Nanoseconds> instant, Leaving leaving) {
    return socket_.wait(clock, instant, leaving);
  }

  // As Socket::finish(); TLS says close_notify first.
  void finish();
  // The same of a server that dies: without close_notify, so that TLS shows the end as a
  // truncation.
  void break_off();
  // As Socket::reset().
  void reset();

 private:
  Read::End feed_session(std::chrono::milliseconds time);
  Written::End flush();

  Socket socket_;
  std::optional<tls::Session> session_;
  bool leave_due_ = false;  // whether the client may still be told that no more comes
};

}  // namespace krm::net

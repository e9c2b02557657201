// One client's connection as a stream of bytes, and the ways to end it. The stream is plain or
// inside TLS, and callers need not know which.
//
// Thread-safety: none. It belongs to one connection.
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
  // Takes what Socket's constructor takes.
  Wire(int socket, std::chrono::milliseconds idle, const base::Event& stop)
      : socket_(socket, idle, stop) {}
  // Closes the connection. With TLS sends close_notify first, if that is still due.
  ~Wire();
  Wire(const Wire&) = delete;
  Wire& operator=(const Wire&) = delete;

  // Waits at most `time` for the first byte and returns it, or nothing when none came. The byte
  // stays to be read.
  std::optional<char> first_byte(std::chrono::milliseconds time) {
    return socket_.first_byte(time);
  }

  // Returns whether the server stops, and so has ended the receiving.
  bool stopping() const { return socket_.stopping(); }

  // Returns the name that the client of a TLS session has asked for, or an empty text.
  std::string asked_name() const { return session_ ? session_->asked_name() : std::string(); }

  // Does the TLS handshake within `time`. From then on every byte goes through TLS. On failure
  // returns why, and only finish() is left to do. REQUIRES: nothing was read or written yet.
  tl::expected<void, std::string> secure(const tls::Context& context,
                                         std::chrono::milliseconds time);
  // Returns what the handshake agreed on, in words. Returns an empty text for a plain connection.
  std::string terms() const { return session_ ? session_->terms() : std::string(); }

  // Waits at most `time` for the first bytes, or for a part of TLS. A reset counts as closed.
  Read read(std::span<char> into, std::chrono::milliseconds time);

  // Returns whether a TLS record has arrived in part.
  bool mid_record() const { return session_ && session_->mid_record(); }

  // Sends `bytes` as Socket::send() does.
  Written write(std::string_view bytes);

  Waited wait(const base::Clock& clock, std::optional<base::Nanoseconds> instant, Leaving leaving) {
    return socket_.wait(clock, instant, leaving);
  }

  // Ends the connection as Socket::finish() does. With TLS sends close_notify first.
  void finish();
  // Ends the connection as a server that dies does: without close_notify, so that TLS shows the end
  // as a truncation.
  void break_off();
  // Resets the connection as Socket::reset() does.
  void reset();

 private:
  Read::End feed_session(std::chrono::milliseconds time);
  Written::End flush();

  Socket socket_;
  std::optional<tls::Session> session_;
  bool leave_due_ = false;  // whether close_notify is still due
};

}  // namespace krm::net

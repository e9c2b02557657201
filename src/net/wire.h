// One client's connection as a stream of bytes, plain or within TLS, with the ways it can end. Owns
// the socket and closes it.
//
// Thread-safety: none; belongs to one connection. (The stopping server may shut the socket down
// from outside; reads then end.)
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "base/clock.h"
#include "base/event.h"
#include "tls/context.h"
#include "tls/session.h"

namespace krm::net {

class Wire {
 public:
  // Takes the socket over and sets it up: no Nagle, a bound on how long a client may leave what we
  // send lying. `idle` is the time that most reads will be given: those are one system call, others
  // two. `stop` must outlive the wire.
  Wire(int socket, std::chrono::milliseconds idle, const base::Event& stop);
  // Takes leave, where that is due (TLS's close_notify).
  ~Wire();
  Wire(const Wire&) = delete;
  Wire& operator=(const Wire&) = delete;

  // Waits at most `time` for the first byte, which stays to be read; nothing when none came.
  std::optional<char> first_byte(std::chrono::milliseconds time);

  // Shakes hands within `time`; from then on everything goes through TLS. Fails with why not: the
  // connection is of no use then. REQUIRES: nothing was read or written yet.
  tl::expected<void, std::string> secure(const tls::Context& context,
                                         std::chrono::milliseconds time);
  // What the handshake agreed on, in words; empty for a plain one.
  std::string terms() const { return session_ ? session_->terms() : std::string(); }

  struct Read {
    enum class End { bytes, closed, timeout };
    End end;
    std::size_t size;  // with `bytes`, at least 1
  };
  // Waits at most `time` for the first bytes. A reset counts as closed.
  Read read(std::span<char> into, std::chrono::milliseconds time);

  struct Written {
    enum class End { all, client_left, timeout };
    End end;
    std::size_t size;  // of what the kernel took: of TLS, whole records
  };
  // Hands `bytes` to the kernel. Stops early when the client is gone, or leaves what it was sent
  // lying.
  Written write(std::string_view bytes);

  enum class Waited { elapsed, stopping, client_left };
  enum class Leaving {
    on_reset,      // a client that closed its sending side may still wait for the reply
    on_any_close,  // nothing more is expected from a client that closed
  };
  // Sleeps until `clock` says that instant; without one until one of the other two happens.
  Waited wait(const base::Clock& clock, std::optional<base::Nanoseconds> instant, Leaving leaving);

  // FIN, then what the client still sends is thrown away until its own FIN, at most one second or
  // one MiB of it: closing a socket with unread input would send a RST after the FIN. TLS says
  // close_notify first.
  void finish();
  // The same of a server that dies: without close_notify, so that TLS shows the end as a
  // truncation.
  void break_off();

  // RST, once the client's kernel has acknowledged what was written before (at most a second).
  void reset();

 private:
  Read receive(std::span<char> into, std::chrono::milliseconds time, int flags = 0);
  Written send_all(std::string_view bytes);

  // Of the session: takes in what the client sends, and sends what it has to say.
  Read::End feed_session(std::chrono::milliseconds time);
  Written::End flush();

  int socket_;
  std::chrono::milliseconds idle_;
  const base::Event& stop_;
  std::optional<tls::Session> session_;
  bool leave_due_ = false;  // whether the client may still be told that no more comes
};

}  // namespace krm::net

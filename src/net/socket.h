// One client's TCP connection: bytes in, bytes out, waiting, and the ways it can end. Owns the
// socket and closes it.
//
// Thread-safety: none; belongs to one connection. (The stopping server may shut the socket down
// from outside; receiving then ends.)
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

#include "base/clock.h"
#include "base/event.h"

namespace krm::net {

struct Read {
  enum class End {
    bytes,
    part,  // something has arrived of which nothing can be read yet; only of TLS
    closed,
    timeout,
  };
  End end;
  std::size_t size;  // with `bytes`, at least 1
};

struct Written {
  enum class End { all, client_left, timeout };
  End end;
  std::size_t size;  // of what the kernel took: of TLS, whole records
};

enum class Waited { elapsed, stopping, client_left };
enum class Leaving {
  on_reset,      // a client that closed its sending side may still wait for the reply
  on_any_close,  // nothing more is expected from a client that closed
};

class Socket {
 public:
  // Takes the socket over and sets it up: no Nagle, a bound on how long a client may leave what we
  // send lying. `idle` is the time that most calls of receive() will be given: those are one system
  // call, others two. `stop` must outlive it.
  Socket(int socket, std::chrono::milliseconds idle, const base::Event& stop);
  ~Socket();
  Socket(const Socket&) = delete;
  Socket& operator=(const Socket&) = delete;

  // Waits at most `time` for the first bytes. A reset counts as closed.
  Read receive(std::span<char> into, std::chrono::milliseconds time);
  // Waits likewise for the first byte, which stays to be received.
  std::optional<char> first_byte(std::chrono::milliseconds time);

  // Hands `bytes` to the kernel. Stops early when the client is gone, or leaves what it was sent
  // lying.
  Written send(std::string_view bytes);

  // Sleeps until `clock` says that instant; without one until one of the other two happens.
  Waited wait(const base::Clock& clock, std::optional<base::Nanoseconds> instant, Leaving leaving);

  // FIN, then what the client still sends is thrown away until its own FIN, at most one second or
  // little more than one MiB of it: closing a socket with unread input would send a RST after the
  // FIN.
  void finish();

  // The same without any waiting: what the kernel takes of some last bytes, what has arrived by
  // now. Only closing is left to do.
  void finish_at_once(std::string_view last);

  // RST, once the client's kernel has acknowledged what was sent before (at most a second).
  void reset();

 private:
  Read receive(std::span<char> into, std::chrono::milliseconds time, int flags);

  int socket_;
  std::chrono::milliseconds idle_;
  const base::Event& stop_;
};

}  // namespace krm::net

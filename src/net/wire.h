// One client's connection as a stream of bytes, with the two ways it can end early. Owns the
// socket and closes it.
//
// Thread-safety: none; belongs to one connection. (The stopping server may shut the socket down
// from outside; reads then end.)
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

#include "base/clock.h"
#include "base/event.h"

namespace krm::net {

class Wire {
 public:
  // Takes the socket over and sets it up: no Nagle, a bound on how long a client may leave what we
  // send lying. `idle` is the time that most reads will be given: those are one system call, others
  // two. `stop` must outlive the wire.
  Wire(int socket, std::chrono::milliseconds idle, const base::Event& stop);
  ~Wire();
  Wire(const Wire&) = delete;
  Wire& operator=(const Wire&) = delete;

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
    std::size_t size;  // what the kernel took
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
  // one MiB of it: closing a socket with unread input would send a RST after the FIN.
  void finish();

  // RST, once the client's kernel has acknowledged what was written before (at most a second).
  void reset();

 private:
  int socket_;
  std::chrono::milliseconds idle_;
  const base::Event& stop_;
};

}  // namespace krm::net

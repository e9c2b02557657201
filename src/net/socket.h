// One client's TCP connection: receiving, sending, waiting, and the ways to end it. It owns the
// socket and closes it.
//
// Thread-safety: none. It belongs to one connection. Only a server that stops may shut the socket
// down from another thread, and receiving then ends.
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
    part,  // only with TLS: something arrived, but nothing of it can be read yet
    closed,
    timeout,
  };
  End end;
  std::size_t size;  // at least 1 with `bytes`
};

struct Written {
  enum class End { all, client_left, timeout };
  End end;
  std::size_t size;  // bytes that the kernel took; with TLS only whole records count
};

enum class Waited { elapsed, stopping, client_left };
enum class Leaving {
  on_reset,      // not on a close alone: the client may still wait for the reply
  on_any_close,  // also on a close: nothing more is expected from the client
};

class Socket {
 public:
  // Takes over the socket. Turns Nagle's algorithm off, and limits how long a send waits for a
  // client that takes nothing. `idle` is the time that most calls of receive() get: those cost one
  // system call, and others cost two. `stop` must outlive the socket.
  Socket(int socket, std::chrono::milliseconds idle, const base::Event& stop);
  ~Socket();
  Socket(const Socket&) = delete;
  Socket& operator=(const Socket&) = delete;

  bool stopping() const { return stop_.raised(); }

  // Waits at most `time` for bytes, and receives the first that come. A reset counts as closed.
  Read receive(std::span<char> into, std::chrono::milliseconds time);
  // Waits at most `time` for the first byte and returns it, or nothing when none came. The byte
  // stays to be received.
  std::optional<char> first_byte(std::chrono::milliseconds time);

  // Hands `bytes` to the kernel. Stops early when the client is gone, or does not take what it was
  // sent in time.
  Written send(std::string_view bytes);

  // Sleeps until `clock` reaches `instant`, the server stops or the client leaves. Without an
  // `instant` only the last two end the wait.
  Waited wait(const base::Clock& clock, std::optional<base::Nanoseconds> instant, Leaving leaving);

  // Sends FIN, then discards what the client still sends until its own FIN. Stops after one second,
  // or after little more than one MiB. Otherwise closing a socket with unread input would send a
  // RST after the FIN.
  void finish();

  // Ends the connection without waiting. Sends what the kernel takes of `last`, and discards a
  // buffer of what has arrived. Only closing is left to do.
  void finish_at_once(std::string_view last);

  // Makes closing send a RST. First waits until the client's kernel has acknowledged what was sent
  // before, for at most a second.
  void reset();

 private:
  Read receive(std::span<char> into, std::chrono::milliseconds time, int flags);

  int socket_;
  std::chrono::milliseconds idle_;
  const base::Event& stop_;
};

}  // namespace krm::net

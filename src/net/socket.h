// One TCP connection, to a client or to an upstream: receiving, sending, waiting, and the ways to
// end it. It owns the socket and closes it. No call blocks the thread: what has to wait is a task.
// "The client" below is the other side, whoever that is.
//
// Thread-safety: none. It belongs to one connection. Only a server that stops may shut the socket
// down from another thread, and receiving then ends.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <string_view>

#include "base/clock.h"
#include "base/event.h"
#include "net/loop.h"
#include "net/task.h"
#include "net/watch.h"

namespace krm::net {

struct Read {
  enum class End {
    bytes,
    nothing,  // nothing has arrived; with TLS: nothing of what has can be read yet
    closed,
  };
  End end;
  std::size_t size;  // at least 1 with `bytes`
};

struct Written {
  enum class End { all, client_left, timeout, pointless };
  End end;
  std::size_t size;  // bytes that the kernel took; with TLS only whole records count
};

// What to do while the other side takes no more of what is sent.
struct Meanwhile {
  Loop::Time until;  // the sending may take no longer
  // Receives what has arrived. Returns false when the sending has become pointless.
  std::function<bool()> hear;
};

enum class Waited { elapsed, stopping, client_left };
enum class Leaving {
  on_reset,      // not on a close alone: the client may still wait for the reply
  on_any_close,  // also on a close: nothing more is expected from the client
};

class Socket {
 public:
  // Takes over the socket. Turns Nagle's algorithm off. `loop` and `stop` must outlive it.
  Socket(int socket, Loop& loop, const base::Event& stop);
  ~Socket();
  Socket(const Socket&) = delete;
  Socket& operator=(const Socket&) = delete;

  Loop& loop() const { return watch_.loop(); }
  bool stopping() const { return stop_.raised(); }
  // Returns whether the client sends nothing more. It may still read, but hardly any client does.
  bool client_has_ended() const { return watch_.closed() && !stopping(); }

  // Waits until the connecting that was begun has ended. Returns 0, or the system's error, which is
  // ETIMEDOUT when `until` comes first.
  Task<int> connected(Loop::Time until);

  // Waits until something can be received, be it an end. Returns false when `until` comes first.
  Task<bool> arrival(Loop::Time until);
  // Receives what has arrived. A reset counts as closed.
  Read receive(std::span<char> into) { return receive(into, 0); }
  // Returns the first byte that has arrived, if any. It stays to be received.
  std::optional<char> peek();
  // Returns whether neither a byte nor an end has arrived.
  bool is_silent();
  // Returns whether receiving has ended with an error, such as a reset.
  bool was_reset() const { return was_reset_; }

  // Hands `bytes` to the kernel. Stops early when the client is gone, or does not take what it was
  // sent in time. Where it has to wait, it does what `meanwhile` says, unless that is null.
  Task<Written> send(std::string_view bytes, const Meanwhile* meanwhile = nullptr);
  // Returns how many bytes the kernel takes now.
  std::size_t send_at_once(std::string_view bytes);

  // Sleeps until `clock` reaches `instant`, the server stops or the client leaves. Without an
  // `instant` only the last two end the wait.
  Task<Waited> wait(const base::Clock& clock, std::optional<base::Nanoseconds> instant,
                    Leaving leaving);

  // Sleeps until `event` is raised, if there is one, `until` has come or the server stops. Returns
  // false when the client leaves before.
  Task<bool> change(const base::Event* event, Loop::Time until);

  // Sends FIN, then discards what the client still sends until its own FIN. Stops after one second,
  // or after little more than one MiB. Otherwise closing a socket with unread input would send a
  // RST after the FIN.
  Task<void> finish();

  // Discards a buffer of what has arrived, for the same reason. Only closing is left to do.
  void discard();

  // Makes closing send a RST. First waits until the client's kernel has acknowledged what was sent
  // before, for at most a second.
  Task<void> reset();

 private:
  Read receive(std::span<char> into, int flags);
  Task<Written> send_rest(std::string_view bytes, std::size_t written, const Meanwhile* meanwhile);

  const int socket_;
  Watch watch_;
  const base::Event& stop_;
  bool was_reset_ = false;
  int received_ = 0;  // how often, since the last sleep
};

}  // namespace krm::net

// The server. An Acceptor for each address accepts. Each accepted connection runs as a Connection
// on one of a few loops.
//
//   bind start stop
//
// Thread-safety: none. One thread calls the members. The handlers run on several threads. A handler
// that takes long holds up other connections, unless the request has a large body.
#pragma once

#include <chrono>
#include <cstddef>
#include <memory>
#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "base/log.h"
#include "net/connection.h"

namespace krm::net {

struct ListenerLimits {
  std::size_t connections = 2000;
  // So many more may ask for probes or admin. Whoever comes after them waits for a place.
  std::size_t reserve = 16;
  ConnectionLimits connection;
};

class Listener {
 public:
  // `log`, and everything that the handlers and the encryption refer to, must outlive the listener.
  Listener(Handlers handlers, Encryption encryption, ListenerLimits limits, const base::Log& log);
  // Stops at once if stop() was not called.
  ~Listener();
  Listener(const Listener&) = delete;
  Listener& operator=(const Listener&) = delete;

  // Listens on every address of every host, on one port. A host is a name or an address. With port
  // 0 the system chooses the port. Passes over an address that this machine lacks when its name has
  // others, and logs that. Returns the port. On failure returns one line that says why. Clients may
  // connect from now on, and are served after start(). REQUIRES: `hosts` is not empty.
  tl::expected<int, std::string> bind(const std::vector<std::string>& hosts, int port);

  // Starts to accept connections. Returns once they are served, or once accepting has failed.
  // REQUIRES: bind() succeeded.
  void start();

  // Accepts no more connections, answers the requests that have arrived, and cancels delays and
  // stalls. After `drain` resets the connections that are left. Returns when all are closed: true
  // if none had to be reset.
  bool stop(std::chrono::milliseconds drain);

  // Returns whether other machines can connect: it listens on an address that is not loopback.
  bool is_beyond_loopback() const;

  // Returns how many connections are open. Thread-safe.
  std::size_t live() const;

  // Returns whether accepting ended by itself. If so, it has also raised SIGTERM.
  bool failed() const;

 private:
  class Server;
  std::unique_ptr<Server> server_;
};

}  // namespace krm::net

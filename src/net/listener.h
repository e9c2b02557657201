// The server: cpp-httplib binds, listens and accepts; each accepted connection is a Connection on a
// thread of its own.
//
//   bind start stop
//
// Thread-safety: for one thread, but for what the answerers do.
#pragma once

#include <chrono>
#include <cstddef>
#include <memory>
#include <string>
#include <tl/expected.hpp>

#include "base/log.h"
#include "net/connection.h"

namespace krm::net {

struct ListenerLimits {
  std::size_t connections = 2000;
  std::size_t reserve = 16;
  ConnectionLimits connection;
};

class Listener {
 public:
  // `log`, and whatever the handlers and the encryption refer to, must outlive the listener.
  Listener(Handlers handlers, Encryption encryption, ListenerLimits limits, const base::Log& log);
  // Stops at once if stop() was not called.
  ~Listener();
  Listener(const Listener&) = delete;
  Listener& operator=(const Listener&) = delete;

  // Listens on `host` (a name or an address) and `port`, 0 to let the system choose. Returns the
  // port, or one line that says why not. Connections made from now on are served once started.
  tl::expected<int, std::string> bind(const std::string& host, int port);

  // REQUIRES: bound. Returns once connections are served.
  void start();

  // Accepts no more, answers what has arrived, cancels delays and stalls, and after `drain` resets
  // whoever is left. Returns when all is closed; true if nobody had to be reset.
  bool stop(std::chrono::milliseconds drain);

  // Whether accepting ended by itself; it has raised SIGTERM then.
  bool failed() const;

 private:
  class Server;
  std::unique_ptr<Server> server_;
};

}  // namespace krm::net

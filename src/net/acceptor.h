// Accepts connections on one address. cpp-httplib binds, listens and accepts; it serves nothing.
//
//   bind start stop
//
// Thread-safety: none. One thread calls the members.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <tl/expected.hpp>

namespace krm::net {

class Acceptor {
 public:
  // Takes over an accepted socket, on the accepting thread. It must not throw.
  using Admit = std::function<void(int socket)>;
  // Is called on that thread when accepting ends by itself, with the system's error.
  using Failed = std::function<void(int error)>;

  Acceptor(Admit admit, Failed failed);
  ~Acceptor();  // stops
  Acceptor(const Acceptor&) = delete;
  Acceptor& operator=(const Acceptor&) = delete;

  // Listens on an address, given as text. With port 0 the system chooses one. Returns the port. On
  // failure returns the system's error, or 0 when that is not known.
  tl::expected<int, int> bind(const std::string& address, int port);

  // Starts to accept. Returns once that has begun, or has failed. REQUIRES: bind() succeeded.
  void start();

  // Accepts no more. Does nothing when it was not started.
  void stop();

 private:
  class Server;
  std::unique_ptr<Server> server_;
};

}  // namespace krm::net

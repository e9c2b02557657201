#include "net/open_sockets.h"

#include <sys/socket.h>

namespace krm::net {

bool OpenSockets::add(int socket) {
  const std::lock_guard lock(mutex_);
  if (ended_) return false;
  sockets_.insert(socket);
  return true;
}

void OpenSockets::remove(int socket) {
  const std::lock_guard lock(mutex_);
  sockets_.erase(socket);
}

void OpenSockets::end() {
  const std::lock_guard lock(mutex_);
  ended_ = true;
  for (const int socket : sockets_) shutdown(socket, SHUT_RDWR);
}

}  // namespace krm::net

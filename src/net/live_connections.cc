#include "net/live_connections.h"

#include <sys/socket.h>

namespace krm::net {

Admission LiveConnections::enter(int socket) {
  const std::lock_guard lock(mutex_);
  if (threads_ >= regular_ + reserve_) return Admission::refused;
  const Admission admission = threads_ < regular_ ? Admission::regular : Admission::reserve;
  sockets_.insert(socket);
  ++threads_;
  return admission;
}

void LiveConnections::leave(int socket) {
  const std::lock_guard lock(mutex_);
  sockets_.erase(socket);
}

void LiveConnections::ended() {
  const std::lock_guard lock(mutex_);
  --threads_;
  // Notifies under the lock: the thread that waits may destroy this object once the lock is free.
  changed_.notify_all();
}

void LiveConnections::shut_reading() {
  const std::lock_guard lock(mutex_);
  for (const int socket : sockets_) shutdown(socket, SHUT_RD);
}

void LiveConnections::reset_all() {
  const std::lock_guard lock(mutex_);
  const linger at_once{.l_onoff = 1, .l_linger = 0};
  for (const int socket : sockets_) {
    setsockopt(socket, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
    shutdown(socket, SHUT_RDWR);
  }
}

bool LiveConnections::wait_until_ended(std::chrono::milliseconds time) {
  std::unique_lock lock(mutex_);
  return changed_.wait_for(lock, time, [this] { return threads_ == 0; });
}

}  // namespace krm::net

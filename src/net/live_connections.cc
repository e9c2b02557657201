#include "net/live_connections.h"

#include <sys/socket.h>

#include <algorithm>

namespace krm::net {

std::optional<Admission> LiveConnections::enter(int socket, const std::function<void()>& full) {
  std::unique_lock lock(mutex_);
  if (entered_ >= regular_ + reserve_) full();
  changed_.wait(lock, [this] { return ends_ || entered_ < regular_ + reserve_; });
  if (ends_) return {};
  sockets_.insert(socket);
  most_ = std::max(most_, sockets_.size());
  return entered_++ < regular_ ? Admission::regular : Admission::reserve;
}

std::size_t LiveConnections::count() const {
  const std::lock_guard lock(mutex_);
  return entered_;
}

void LiveConnections::end() {
  const std::lock_guard lock(mutex_);
  ends_ = true;
  changed_.notify_all();
}

bool LiveConnections::leave(int socket) {
  constexpr std::size_t many = 256;
  const std::lock_guard lock(mutex_);
  sockets_.erase(socket);
  if (most_ < many || sockets_.size() > most_ / 8) return false;
  most_ = 0;
  return true;
}

void LiveConnections::ended() {
  const std::lock_guard lock(mutex_);
  --entered_;
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
  return changed_.wait_for(lock, time, [this] { return entered_ == 0; });
}

}  // namespace krm::net

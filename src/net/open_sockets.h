// Knows the sockets to upstreams, so that a server that stops can end what waits for them.
//
// Thread-safety: any thread may call all members.
#pragma once

#include <atomic>
#include <mutex>
#include <unordered_set>

namespace krm::net {

class OpenSockets {
 public:
  // Returns false when the end has come. Otherwise the caller must call remove() before it closes
  // the socket.
  bool add(int socket);
  void remove(int socket);

  // Shuts all sockets down, and takes no more. It may be called again, for a socket that was being
  // connected just then.
  void end();
  const std::atomic<bool>& ended() const { return ended_; }

 private:
  std::mutex mutex_;
  std::unordered_set<int> sockets_;
  std::atomic<bool> ended_{false};
};

}  // namespace krm::net

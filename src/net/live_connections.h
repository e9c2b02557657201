// The connections that are open now: how many there may be, and how to end them all.
//
// Thread-safety: all members may be called from any thread.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <mutex>
#include <unordered_set>

namespace krm::net {

enum class Admission {
  regular,
  reserve,  // served only as far as it asks for probes or admin
  refused,
};

class LiveConnections {
 public:
  // How many of each there may be.
  LiveConnections(std::size_t regular, std::size_t reserve)
      : regular_(regular), reserve_(reserve) {}

  // Unless it is refused, leave() must follow before the socket is closed, and then ended().
  Admission enter(int socket);
  void leave(int socket);

  // The last thing that a connection's thread does.
  void ended();

  // No connection receives anything that its kernel does not have yet; what is there is still read.
  void shut_reading();

  // Whoever is still there gets a RST.
  void reset_all();

  // Waits until all have ended; false when some have not after `time`.
  bool wait_until_ended(std::chrono::milliseconds time);

 private:
  const std::size_t regular_;
  const std::size_t reserve_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::unordered_set<int> sockets_;
  std::size_t threads_ = 0;  // entered and not ended
};

}  // namespace krm::net

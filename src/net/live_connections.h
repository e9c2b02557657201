// Knows the connections that are open now. It limits their number, and ends them all when the
// server stops.
//
// Thread-safety: any thread may call all members.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <mutex>
#include <unordered_set>

namespace krm::net {

enum class Admission {
  regular,
  reserve,  // only requests for probes or admin are served
  refused,
};

class LiveConnections {
 public:
  // Allows `regular` connections, and `reserve` more beyond them.
  LiveConnections(std::size_t regular, std::size_t reserve)
      : regular_(regular), reserve_(reserve) {}

  // Counts a new connection and returns how to serve it. Unless it is refused, the caller must call
  // leave() before it closes the socket, and then ended().
  Admission enter(int socket);
  void leave(int socket);

  // Ends the count of a connection. Its thread calls this last.
  void ended();

  // Stops all sockets from receiving more. What the kernel has received by now is still read.
  void shut_reading();

  // Ends every connection that is still there with a RST.
  void reset_all();

  // Waits until all connections have ended. Returns false when some have not after `time`.
  bool wait_until_ended(std::chrono::milliseconds time);

 private:
  const std::size_t regular_;
  const std::size_t reserve_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::unordered_set<int> sockets_;
  std::size_t threads_ = 0;  // connections that have entered and not ended
};

}  // namespace krm::net

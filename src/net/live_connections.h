// Knows the connections that are open now. It limits their number, and ends them all when the
// server stops.
//
// Thread-safety: any thread may call all members.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <functional>
#include <mutex>
#include <optional>
#include <unordered_set>

namespace krm::net {

enum class Admission {
  regular,
  reserve,  // only requests for probes or admin are served
};

class LiveConnections {
 public:
  // Allows `regular` connections, and `reserve` more beyond them.
  LiveConnections(std::size_t regular, std::size_t reserve)
      : regular_(regular), reserve_(reserve) {}

  // Counts a new connection and returns how to serve it. The caller must call leave() before it
  // closes the socket, and then ended(). Waits while there is no place, and first calls `full`,
  // under the lock. Returns nothing once the end has come.
  std::optional<Admission> enter(int socket, const std::function<void()>& full);
  // Returns true when seven of eight have left, of 256 or more that were open at a time.
  bool leave(int socket);

  // Returns how many are counted now.
  std::size_t count() const;

  // Ends the count of a connection.
  void ended();

  // Lets nobody enter any more.
  void end();

  // Stops all sockets from receiving more. What the kernel has received by now is still read.
  void shut_reading();

  // Ends every connection that is still there with a RST.
  void reset_all();

  // Waits until all connections have ended. Returns false when some have not after `time`.
  bool wait_until_ended(std::chrono::milliseconds time);

 private:
  const std::size_t regular_;
  const std::size_t reserve_;
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::unordered_set<int> sockets_;
  std::size_t entered_ = 0;  // and not ended
  std::size_t most_ = 0;     // sockets, since leave() last returned true
  bool ends_ = false;
};

}  // namespace krm::net

// "The server is stopping", for everyone who waits: a flag, and a descriptor that becomes readable
// and stays so. One serves all connections.
//
// Thread-safety: all members may be called from any thread.
#pragma once

#include <atomic>

namespace krm::net {

class StopSignal {
 public:
  StopSignal();  // throws std::system_error when the system has no descriptor left
  ~StopSignal();
  StopSignal(const StopSignal&) = delete;
  StopSignal& operator=(const StopSignal&) = delete;

  void raise();
  bool raised() const { return raised_.load(std::memory_order_acquire); }
  int descriptor() const { return descriptor_; }

 private:
  std::atomic<bool> raised_{false};
  int descriptor_;
};

}  // namespace krm::net

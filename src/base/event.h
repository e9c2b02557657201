// Something that happens once, for everyone who waits: a flag, and a descriptor that becomes
// readable and stays so. One serves any number of waiters.
//
// Thread-safety: all members may be called from any thread.
#pragma once

#include <atomic>

namespace krm::base {

class Event {
 public:
  Event();  // throws std::system_error when the system has no descriptor left
  ~Event();
  Event(const Event&) = delete;
  Event& operator=(const Event&) = delete;

  void raise();
  bool raised() const { return raised_.load(std::memory_order_acquire); }
  int descriptor() const { return descriptor_; }

 private:
  std::atomic<bool> raised_{false};
  int descriptor_;
};

}  // namespace krm::base

// Tells any number of waiters that something has happened. It happens once and is never taken back.
// An Event has a flag, and a descriptor that becomes readable and stays readable.
//
// Thread-safety: all members may be called from any thread.
#pragma once

#include <atomic>
#include <chrono>

namespace krm::base {

class Event {
 public:
  // Throws std::system_error when the system has no descriptor left.
  Event();
  ~Event();
  Event(const Event&) = delete;
  Event& operator=(const Event&) = delete;

  void raise();
  bool raised() const { return raised_.load(std::memory_order_acquire); }
  // Waits until it is raised, or for that time.
  void wait(std::chrono::milliseconds most) const;
  // Returns the descriptor that becomes readable. Never read it or close it.
  int descriptor() const { return descriptor_; }

 private:
  std::atomic<bool> raised_{false};
  int descriptor_;
};

}  // namespace krm::base

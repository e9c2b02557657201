// Tells any number of waiters that something has changed, again and again. Each waiter asks for the
// current Event, waits for it, and then asks again. All who wait at a time share one descriptor.
//
// Thread-safety: all members may be called from any thread.
#pragma once

#include <atomic>
#include <memory>
#include <mutex>

#include "base/event.h"

namespace krm::base {

class ChangeSignal {
 public:
  // Returns the Event of the next change. Ask for it before you look at what may change, so that
  // you miss no change between the two. Throws std::system_error when the system has no descriptor
  // left.
  std::shared_ptr<const Event> next() const;

  // Raises the current Event. The next call of next() returns another one. It costs next to nothing
  // while nobody waits. What changes must be behind a lock, also for whoever looks at it.
  void raise();

 private:
  mutable std::atomic<bool> asked_{false};  // since it was raised
  mutable std::mutex mutex_;
  mutable std::shared_ptr<Event> next_;  // made when somebody asks for it; null until then
};

}  // namespace krm::base

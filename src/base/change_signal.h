// Something that changes now and then, for any number of waiters: each waits for the Event that is
// current when it looks, and looks anew after that. However many wait, there is one descriptor.
//
// Thread-safety: all members may be called from any thread.
#pragma once

#include <memory>
#include <mutex>

#include "base/event.h"

namespace krm::base {

class ChangeSignal {
 public:
  // The next change. Ask for it before looking at what may change, so that no change falls between
  // the two. Throws std::system_error when the system has no descriptor left.
  std::shared_ptr<const Event> next() const;

  void raise();

 private:
  mutable std::mutex mutex_;
  mutable std::shared_ptr<Event> next_;  // made when somebody asks for it
};

}  // namespace krm::base

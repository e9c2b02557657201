#include "base/change_signal.h"

#include <utility>

namespace krm::base {

std::shared_ptr<const Event> ChangeSignal::next() const {
  const std::scoped_lock lock(mutex_);
  if (!next_) next_ = std::make_shared<Event>();
  asked_ = true;
  return next_;
}

void ChangeSignal::raise() {
  if (!asked_) return;
  std::shared_ptr<Event> raised;
  {
    const std::scoped_lock lock(mutex_);
    raised = std::exchange(next_, nullptr);
    asked_ = false;
  }
  if (raised) raised->raise();
}

}  // namespace krm::base

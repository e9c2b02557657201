// Gives the time to code that needs it, so that a test can choose any instant without sleeping. All
// time that a client can see comes from a Clock, and so does all time that a scenario counts.
// Connection limits and the pace of a drip do not use it. They use the machine's monotonic clock,
// in net.
//
// A clock may stand still or jump ahead. To wait for an instant, ask until() how long it takes in
// real time. Ask again when changed() is raised.
//
// Thread-safety: all members may be called from any thread.
#pragma once

#include <algorithm>
#include <chrono>
#include <memory>
#include <optional>
#include <utility>

#include "base/change_signal.h"
#include "base/event.h"

namespace krm::base {

using Nanoseconds = std::chrono::nanoseconds;
using WallTime = std::chrono::system_clock::time_point;

class Clock {
 public:
  Clock() = default;
  virtual ~Clock() = default;
  Clock(const Clock&) = delete;
  Clock& operator=(const Clock&) = delete;

  virtual WallTime wall() const = 0;
  // Returns the time since a fixed instant. It never goes back, even when somebody sets the wall
  // clock.
  virtual Nanoseconds monotonic() const = 0;

  // Returns the real time until monotonic() reaches `instant`, or 0 when it has already. Returns
  // nullopt while the clock stands still. The result is right until the clock is changed.
  virtual std::optional<Nanoseconds> until(Nanoseconds instant) const = 0;

  // Returns the Event of the next change, or null for a clock that never changes. Call it before
  // until(). Throws as ChangeSignal::next() does.
  std::shared_ptr<const Event> changed() const { return changes_ ? changes_->next() : nullptr; }
  const std::shared_ptr<ChangeSignal>& changes() const { return changes_; }

 protected:
  // A subclass raises `changes` each time it changes what until() returns.
  explicit Clock(std::shared_ptr<ChangeSignal> changes) : changes_(std::move(changes)) {}

 private:
  const std::shared_ptr<ChangeSignal> changes_;
};

// Returns the machine's own time. Its changed() is null.
class SystemClock final : public Clock {
 public:
  WallTime wall() const override { return std::chrono::system_clock::now(); }
  Nanoseconds monotonic() const override {
    return std::chrono::steady_clock::now().time_since_epoch();
  }
  std::optional<Nanoseconds> until(Nanoseconds instant) const override {
    return std::max(Nanoseconds(0), instant - monotonic());
  }
};

}  // namespace krm::base

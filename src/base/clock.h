// Time as a parameter. Everything a client can see of time, and what a scenario counts in it, asks
// a Clock, so that a test can stand at any instant without sleeping. Connection limits and the pace
// of a drip are not governed by it: they use the machine's monotonic clock, in net.
//
// A clock may stand still or jump ahead. Who waits for an instant of it asks until() how long that
// takes in real time, and asks again when changed() is raised.
//
// Thread-safety: all members may be called from any thread.
#pragma once

#include <algorithm>
#include <chrono>
#include <memory>
#include <optional>

#include "base/change_signal.h"

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
  // Since some instant that stays the same; never goes back, whoever sets the wall clock.
  virtual Nanoseconds monotonic() const = 0;

  // The real time until monotonic() is `instant`, 0 if it was already; nothing while the clock
  // stands. That holds until the clock is changed.
  virtual std::optional<Nanoseconds> until(Nanoseconds instant) const {
    return std::max(Nanoseconds(0), instant - monotonic());
  }

  // Raised at the next change; to be asked for before until().
  std::shared_ptr<const Event> changed() const { return changes_->next(); }

 protected:
  // Makes a clock that depends on another: a change of either counts as one of both.
  struct Following {
    const Clock& other;
  };
  explicit Clock(Following following) : changes_(following.other.changes_) {}

  void raise_changed() { changes_->raise(); }

 private:
  std::shared_ptr<ChangeSignal> changes_ = std::make_shared<ChangeSignal>();
};

class SystemClock final : public Clock {
 public:
  WallTime wall() const override { return std::chrono::system_clock::now(); }
  Nanoseconds monotonic() const override {
    return std::chrono::steady_clock::now().time_since_epoch();
  }
};

}  // namespace krm::base

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
  // Since some instant that stays the same; never goes back, whoever sets the wall clock.
  virtual Nanoseconds monotonic() const = 0;

  // The real time until monotonic() is `instant`, 0 if it was already; nothing while the clock
  // stands. That holds until the clock is changed.
  virtual std::optional<Nanoseconds> until(Nanoseconds instant) const = 0;

  // Raised at the next change; to be asked for before until(). Null for a clock that never changes.
  std::shared_ptr<const Event> changed() const { return changes_ ? changes_->next() : nullptr; }
  const std::shared_ptr<ChangeSignal>& changes() const { return changes_; }

 protected:
  // Whoever changes what until() says raises `changes` then.
  explicit Clock(std::shared_ptr<ChangeSignal> changes) : changes_(std::move(changes)) {}

 private:
  const std::shared_ptr<ChangeSignal> changes_;
};

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

// Time as a parameter. Everything a client can see of time, and what a scenario counts in it, asks
// a Clock, so that a test can stand at any instant without sleeping. Connection limits are not
// governed by it: they use the machine's monotonic clock, in net.
//
// Thread-safety: all members may be called from any thread.
#pragma once

#include <chrono>

namespace krm::base {

using WallTime = std::chrono::system_clock::time_point;

class Clock {
 public:
  virtual ~Clock() = default;
  virtual WallTime wall() const = 0;
  // Since some instant that stays the same; never goes back, whoever sets the wall clock.
  virtual std::chrono::nanoseconds monotonic() const = 0;
};

class SystemClock final : public Clock {
 public:
  WallTime wall() const override { return std::chrono::system_clock::now(); }
  std::chrono::nanoseconds monotonic() const override {
    return std::chrono::steady_clock::now().time_since_epoch();
  }
};

}  // namespace krm::base

// Wall time as a parameter. Everything a client can see of time (today the Date header) asks a
// Clock, so that a test can stand at any instant without sleeping. Connection limits are not
// governed by it: they use the machine's monotonic clock, in net.
//
// Thread-safety: wall() may be called from any thread.
#pragma once

#include <chrono>

namespace krm::base {

using WallTime = std::chrono::system_clock::time_point;

class Clock {
 public:
  virtual ~Clock() = default;
  virtual WallTime wall() const = 0;
};

class SystemClock final : public Clock {
 public:
  WallTime wall() const override { return std::chrono::system_clock::now(); }
};

}  // namespace krm::base

// A clock that stands where the test puts it.
#pragma once

#include "base/clock.h"

namespace krm::test {

class ManualClock final : public base::Clock {
 public:
  base::WallTime wall() const override { return now; }
  std::chrono::nanoseconds monotonic() const override { return now.time_since_epoch(); }

  // 2026-11-24T07:15:00Z
  base::WallTime now{std::chrono::sys_days{std::chrono::year{2026} / 11 / 24} +
                     std::chrono::hours(7) + std::chrono::minutes(15)};
};

}  // namespace krm::test

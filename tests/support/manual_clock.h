// Stands still until the test moves it. When the test moves it to an instant, it wakes all who wait
// for that instant. So nobody has to sleep.
//
// Thread-safety: all members may be called from any thread.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>

#include "base/clock.h"

namespace krm::test {

class ManualClock final : public base::Clock {
 public:
  ManualClock() : Clock(std::make_shared<base::ChangeSignal>()) {}

  base::WallTime wall() const override {
    return start_ + std::chrono::duration_cast<base::WallTime::duration>(elapsed());
  }
  base::Nanoseconds monotonic() const override { return wall().time_since_epoch(); }
  std::optional<base::Nanoseconds> until(base::Nanoseconds instant) const override {
    if (instant <= monotonic()) return base::Nanoseconds(0);
    return std::nullopt;
  }

  void advance(base::Nanoseconds by) {
    elapsed_ += by.count();
    changes()->raise();
  }
  base::Nanoseconds elapsed() const { return base::Nanoseconds(elapsed_.load()); }

 private:
  // 2026-11-24T07:15:00Z
  static constexpr base::WallTime start_{std::chrono::sys_days{std::chrono::year{2026} / 11 / 24} +
                                         std::chrono::hours(7) + std::chrono::minutes(15)};
  std::atomic<std::int64_t> elapsed_{0};
};

}  // namespace krm::test

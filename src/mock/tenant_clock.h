// The clock of one tenant: what its scenario counts in and what its clients see as Date. It runs
// with the server's clock, moved by the scenario's offset, until it is frozen or advanced; then
// everything that waits for it takes notice.
//
// Thread-safety: all members may be called from any thread.
#pragma once

#include <memory>
#include <mutex>
#include <optional>

#include "base/clock.h"
#include "base/duration.h"

namespace krm::mock {

// Both readings of one moment.
struct Moment {
  base::WallTime wall;
  base::Nanoseconds monotonic;
};

class TenantClock final : public base::Clock {
 public:
  // `server` must outlive the clock, and if it can be changed `changes` are its; `offset` moves
  // wall() alone.
  TenantClock(const base::Clock& server, std::shared_ptr<base::ChangeSignal> changes,
              base::Milliseconds offset);

  Moment now() const;
  base::WallTime wall() const override { return now().wall; }
  base::Nanoseconds monotonic() const override { return now().monotonic; }

  std::optional<base::Nanoseconds> until(base::Nanoseconds instant) const override;

  // Stands still from now on, but for advance().
  void freeze();
  // Runs again, from where it stands.
  void thaw();
  // Jumps ahead, frozen or not. REQUIRES: by >= 0.
  void advance(base::Milliseconds by);

 private:
  Moment running() const;

  const base::Clock& server_;
  mutable std::mutex mutex_;
  base::Nanoseconds ahead_{0};  // of the server's clock
  const base::Milliseconds offset_;
  std::optional<Moment> frozen_;
};

}  // namespace krm::mock

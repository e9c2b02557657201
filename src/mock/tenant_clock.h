// The clock of one tenant: its scenario counts by it, and its clients see it as Date. It runs with
// the server's clock, moved by the scenario's offset. A test may freeze and advance it; whoever
// waits for it takes notice at once.
//
// Thread-safe.
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
  base::WallTime real{};  // of the server's clock
};

class TenantClock final : public base::Clock {
 public:
  // `server` must outlive the clock. Where the server's clock can be changed, `changes` are its
  // own. `offset` moves wall() alone.
  TenantClock(const base::Clock& server, std::shared_ptr<base::ChangeSignal> changes,
              base::Milliseconds offset);

  // Returns both readings of one moment.
  Moment now() const;
  base::WallTime wall() const override { return now().wall; }
  base::Nanoseconds monotonic() const override { return now().monotonic; }

  std::optional<base::Nanoseconds> until(base::Nanoseconds instant) const override;

  // Stops the clock. Only advance() moves it then.
  void freeze();
  // Lets the clock run again from where it stands.
  void thaw();
  // Moves the clock ahead, frozen or not. REQUIRES: by >= 0.
  void advance(base::Milliseconds by);

  // What makes it differ from the server's clock.
  struct Setting {
    base::Nanoseconds ahead{0};
    std::optional<Moment> frozen{};
    base::Milliseconds advanced{0};  // in all
  };
  Setting setting() const;
  // Goes like the clock whose setting it is. REQUIRES: nobody waits for this clock yet.
  void go_like(const Setting& setting);

 private:
  Moment running() const;

  const base::Clock& server_;
  mutable std::mutex mutex_;
  const base::Milliseconds offset_;
  Setting setting_;
};

}  // namespace krm::mock

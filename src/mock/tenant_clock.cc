#include "mock/tenant_clock.h"

#include <utility>

namespace krm::mock {

TenantClock::TenantClock(const base::Clock& server, std::shared_ptr<base::ChangeSignal> changes,
                         base::Milliseconds offset)
    : Clock(std::move(changes)), server_(server), offset_(offset) {}

Moment TenantClock::running() const {
  const base::WallTime real = server_.wall();
  return {real + offset_ + std::chrono::duration_cast<base::WallTime::duration>(setting_.ahead),
          server_.monotonic() + setting_.ahead, real};
}

Moment TenantClock::now() const {
  const std::scoped_lock lock(mutex_);
  if (!setting_.frozen) return running();
  Moment now = *setting_.frozen;
  now.real = server_.wall();
  return now;
}

TenantClock::Setting TenantClock::setting() const {
  const std::scoped_lock lock(mutex_);
  return setting_;
}

void TenantClock::go_like(const Setting& setting) {
  const std::scoped_lock lock(mutex_);
  setting_ = setting;
}

std::optional<base::Nanoseconds> TenantClock::until(base::Nanoseconds instant) const {
  const std::scoped_lock lock(mutex_);
  if (!setting_.frozen) return server_.until(instant - setting_.ahead);
  if (instant <= setting_.frozen->monotonic) return base::Nanoseconds(0);
  return std::nullopt;
}

void TenantClock::freeze() {
  {
    const std::scoped_lock lock(mutex_);
    if (setting_.frozen) return;
    setting_.frozen = running();
  }
  changes()->raise();
}

void TenantClock::thaw() {
  {
    const std::scoped_lock lock(mutex_);
    if (!setting_.frozen) return;
    setting_.ahead = setting_.frozen->monotonic - server_.monotonic();
    setting_.frozen.reset();
  }
  changes()->raise();
}

void TenantClock::advance(base::Milliseconds by) {
  {
    const std::scoped_lock lock(mutex_);
    setting_.ahead += by;
    setting_.advanced += by;
    if (setting_.frozen) {
      setting_.frozen->wall += by;
      setting_.frozen->monotonic += by;
    }
  }
  changes()->raise();
}

}  // namespace krm::mock

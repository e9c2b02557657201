#include "mock/tenant_clock.h"

namespace krm::mock {

TenantClock::TenantClock(const base::Clock& server, base::Milliseconds offset)
    : Clock(Following{server}), server_(server), offset_(offset) {}

Moment TenantClock::running() const {
  return {server_.wall() + offset_ + std::chrono::duration_cast<base::WallTime::duration>(ahead_),
          server_.monotonic() + ahead_};
}

Moment TenantClock::now() const {
  const std::scoped_lock lock(mutex_);
  return frozen_ ? *frozen_ : running();
}

std::optional<base::Nanoseconds> TenantClock::until(base::Nanoseconds instant) const {
  const std::scoped_lock lock(mutex_);
  if (!frozen_) return server_.until(instant - ahead_);
  if (instant <= frozen_->monotonic) return base::Nanoseconds(0);
  return std::nullopt;
}

void TenantClock::freeze() {
  {
    const std::scoped_lock lock(mutex_);
    if (frozen_) return;
    frozen_ = running();
  }
  raise_changed();
}

void TenantClock::thaw() {
  {
    const std::scoped_lock lock(mutex_);
    if (!frozen_) return;
    ahead_ = frozen_->monotonic - server_.monotonic();
    frozen_.reset();
  }
  raise_changed();
}

void TenantClock::advance(base::Milliseconds by) {
  {
    const std::scoped_lock lock(mutex_);
    ahead_ += by;
    if (frozen_) {
      frozen_->wall += by;
      frozen_->monotonic += by;
    }
  }
  raise_changed();
}

}  // namespace krm::mock

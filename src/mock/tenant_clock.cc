#include "mock/tenant_clock.h"

#include <utility>

namespace krm::mock {

TenantClock::TenantClock(const base::Clock& server, std::shared_ptr<base::ChangeSignal> changes,
                         base::Milliseconds offset)
    : Clock(std::move(changes)), server_(server), offset_(offset) {}

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
  changes()->raise();
}

void TenantClock::thaw() {
  {
    const std::scoped_lock lock(mutex_);
    if (!frozen_) return;
    ahead_ = frozen_->monotonic - server_.monotonic();
    frozen_.reset();
  }
  changes()->raise();
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
  changes()->raise();
}

}  // namespace krm::mock

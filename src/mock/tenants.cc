#include "mock/tenants.h"

#include <utility>

#include "aws/names.h"

namespace krm::mock {
namespace {

// Where signatures are verified, only who is listed can be told from who is not.
bool names_a_tenant(std::string_view id, const ActiveScenario& running) {
  if (running.signatures.auth == sigv4::Auth::strict) return running.principals.contains(id);
  return id.size() >= 16 && aws::is_access_key_id(id);
}

}  // namespace

Tenants::Tenants(const base::Clock& clock, ActiveScenario running, TenantLimits limits)
    : clock_(clock),
      changes_(clock.changes() ? clock.changes() : std::make_shared<base::ChangeSignal>()),
      limits_(limits),
      register_(limits.calls),
      running_(std::make_shared<const ActiveScenario>(std::move(running))),
      unsigned_(make({})) {}

std::shared_ptr<Tenant> Tenants::make(std::string_view access_key_id) {
  return std::make_shared<Tenant>(std::string(access_key_id), running_, clock_, changes_, register_,
                                  forgotten_);
}

std::shared_ptr<Tenant> Tenants::of(std::string_view access_key_id) {
  std::shared_ptr<Tenant> dropped;  // ends outside of the lock
  const std::scoped_lock lock(mutex_);
  if (!names_a_tenant(access_key_id, *running_)) return unsigned_;
  const auto found = by_id_.find(access_key_id);
  if (found != by_id_.end()) {
    recent_.splice(recent_.begin(), recent_, found->second);
    return found->second->tenant;
  }
  if (recent_.size() >= limits_.tenants) {
    if (running_->scenario->expect) {
      ++shared_;
      return unsigned_;
    }
    ++dropped_;
    by_id_.erase(recent_.back().access_key_id);
    dropped = std::move(recent_.back().tenant);
    recent_.pop_back();
  }
  recent_.push_front({std::string(access_key_id), make(access_key_id)});
  by_id_.emplace(recent_.front().access_key_id, recent_.begin());
  return recent_.front().tenant;
}

void Tenants::take_up(ActiveScenario running) {
  auto taken_up = std::make_shared<const ActiveScenario>(std::move(running));
  std::list<Entry> before;  // end outside of the lock
  std::shared_ptr<Tenant> unsigned_before;
  const std::scoped_lock lock(mutex_);
  running_ = std::move(taken_up);
  by_id_.clear();
  before.swap(recent_);
  unsigned_before = std::exchange(unsigned_, make({}));
}

std::shared_ptr<const ActiveScenario> Tenants::running() const {
  const std::scoped_lock lock(mutex_);
  return running_;
}

Tenants::Losses Tenants::losses() const {
  const std::scoped_lock lock(mutex_);
  return {dropped_, shared_, forgotten_.load()};
}

}  // namespace krm::mock

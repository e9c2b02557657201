#include "mock/tenants.h"

#include <algorithm>
#include <utility>

#include "aws/names.h"

namespace krm::mock {
namespace {

// Where signatures are verified, only who is listed can be told from who is not.
bool names_a_tenant(std::string_view id, const ActiveScenario& active) {
  if (active.signatures.auth == sigv4::Auth::strict) return active.principals.contains(id);
  return aws::is_access_key_id(id);
}

}  // namespace

Tenants::Tenants(const base::Clock& clock, ActiveScenario active, TenantLimits limits)
    : clock_(clock),
      changes_(clock.changes() ? clock.changes() : std::make_shared<base::ChangeSignal>()),
      limits_(limits),
      active_(std::make_shared<const ActiveScenario>(std::move(active))),
      unsigned_(make({})) {}

std::shared_ptr<Tenant> Tenants::make(std::string_view access_key_id) {
  return std::make_shared<Tenant>(std::string(access_key_id), active_, clock_, changes_, totals_);
}

std::shared_ptr<Tenant> Tenants::of(std::string_view access_key_id) {
  std::shared_ptr<Tenant> dropped;  // ends outside of the lock
  std::vector<std::shared_ptr<Tenant>> forgetful;
  std::shared_ptr<Tenant> tenant;
  {
    const std::scoped_lock lock(mutex_);
    tenant = find_or_make(access_key_id, dropped);
    forgetful = tenants_beyond_the_limit_of_calls();
  }
  for (const auto& one : forgetful) one->forget_calls();  // which waits for their turns
  return tenant;
}

std::shared_ptr<Tenant> Tenants::find_or_make(std::string_view access_key_id,
                                              std::shared_ptr<Tenant>& dropped) {
  if (!names_a_tenant(access_key_id, *active_)) return unsigned_;
  const auto found = by_id_.find(access_key_id);
  if (found != by_id_.end()) {
    recent_.splice(recent_.begin(), recent_, found->second);
    return found->second->tenant;
  }
  if (recent_.size() >= limits_.tenants) {
    if (active_->scenario->expect) {
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

// The most recently used tenant is not among them: it bounds its calls itself.
std::vector<std::shared_ptr<Tenant>> Tenants::tenants_beyond_the_limit_of_calls() const {
  std::vector<std::shared_ptr<Tenant>> all;
  std::size_t left = totals_->remembered;
  for (auto one = recent_.rbegin(); left > limits_.calls && one != recent_.rend(); ++one) {
    const std::size_t calls = one->tenant->calls();
    if (calls == 0 || &*one == &recent_.front()) continue;
    all.push_back(one->tenant);
    left -= std::min(left, calls);
  }
  return all;
}

void Tenants::take_up(ActiveScenario active) {
  auto taken_up = std::make_shared<const ActiveScenario>(std::move(active));
  std::list<Entry> before;  // end outside of the lock
  std::shared_ptr<Tenant> unsigned_before;
  const std::scoped_lock lock(mutex_);
  active_ = std::move(taken_up);
  by_id_.clear();
  before.swap(recent_);
  const auto forgotten = totals_->forgotten;
  totals_ = std::make_shared<CallTotals>();
  totals_->forgotten = forgotten;
  unsigned_before = std::exchange(unsigned_, make({}));
}

std::shared_ptr<const ActiveScenario> Tenants::active() const {
  const std::scoped_lock lock(mutex_);
  return active_;
}

Tenants::Losses Tenants::losses() const {
  const std::scoped_lock lock(mutex_);
  return {dropped_, shared_, *totals_->forgotten};
}

}  // namespace krm::mock

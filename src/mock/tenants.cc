#include "mock/tenants.h"

#include <utility>

#include "scenario/names.h"

namespace krm::mock {
namespace {

bool names_a_tenant(std::string_view id) {
  return id.size() >= 16 && scenario::is_access_key_id(id);
}

}  // namespace

Tenants::Tenants(Running running, TenantLimits limits)
    : running_(std::move(running)), limits_(limits), register_(limits.calls), unsigned_(make({})) {}

std::shared_ptr<Tenant> Tenants::make(std::string_view access_key_id) {
  return std::make_shared<Tenant>(std::string(access_key_id), running_, register_, forgotten_);
}

std::shared_ptr<Tenant> Tenants::of(std::string_view access_key_id) {
  if (!names_a_tenant(access_key_id)) return unsigned_;
  std::shared_ptr<Tenant> dropped;  // ends outside of the lock
  const std::scoped_lock lock(mutex_);
  const auto found = by_id_.find(access_key_id);
  if (found != by_id_.end()) {
    recent_.splice(recent_.begin(), recent_, found->second);
    return found->second->tenant;
  }
  if (recent_.size() >= limits_.tenants) {
    if (running_.scenario->expect) {
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

Tenants::Losses Tenants::losses() const {
  const std::scoped_lock lock(mutex_);
  return {dropped_, shared_, forgotten_.load()};
}

}  // namespace krm::mock

#include "mock/removed_tenants.h"

#include <utility>

namespace krm::mock {

void RemovedTenants::keep(std::shared_ptr<Tenant> tenant, Ended& ended) {
  if (tenants_.size() == most_) {
    lost_ += journal_.lose(*tenants_.front()->journal());
    ended.push_back(std::move(tenants_.front()));
    tenants_.pop_front();
  }
  tenants_.push_back(std::move(tenant));
}

void RemovedTenants::forget(Ended& ended) {
  for (auto& tenant : tenants_) {
    journal_.end(*tenant->journal());
    ended.push_back(std::move(tenant));
  }
  tenants_.clear();
  lost_ = 0;
}

}  // namespace krm::mock

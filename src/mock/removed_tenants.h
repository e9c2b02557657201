// The tenants that were removed while they ran the start-up scenario. Nobody finds them any more,
// but what they did still counts for that scenario's expectations.
//
// Thread-safety: the caller holds one lock over all calls.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <vector>

#include "mock/journal.h"
#include "mock/tenant.h"

namespace krm::mock {

class RemovedTenants {
 public:
  // Keeps `most` of them. `journal` must outlive this object.
  RemovedTenants(Journal& journal, std::size_t most) : journal_(journal), most_(most) {}

  // What ends by this is moved into `ended`, to end outside of the lock.
  using Ended = std::vector<std::shared_ptr<Tenant>>;
  // Keeps one more. Where there are too many, the oldest goes, and its requests count as lost.
  void keep(std::shared_ptr<Tenant> tenant, Ended& ended);
  // Forgets all of them, since the scenario begins again.
  void forget(Ended& ended);

  struct Kept {
    std::vector<std::shared_ptr<Tenant>> tenants{};  // the oldest first
    std::uint64_t lost = 0;                          // requests of more of them
  };
  Kept kept() const { return {{tenants_.begin(), tenants_.end()}, lost_}; }

 private:
  Journal& journal_;
  const std::size_t most_;
  std::deque<std::shared_ptr<Tenant>> tenants_;
  std::uint64_t lost_ = 0;
};

}  // namespace krm::mock

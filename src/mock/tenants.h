// The tenants of a server: tests that sign with different access keys never meet.
//
// A tenant is an access key ID, whatever it looks like (aws::is_access_key_id). Where signatures
// are verified, only keys that the scenario lists have tenants, so no failed signature makes one.
// All other requests share the unsigned tenant.
//
// There are at most 10,000 tenants. A newcomer takes the place of the least recently used one,
// whose counts are lost. Tenants whose scenario holds expectations are never dropped: newcomers
// share the unsigned tenant then. Where all tenants together remember too many calls, the least
// recently used ones forget theirs. All of these losses are counted.
//
// Thread-safe. A request keeps its tenant alive, even when it is dropped or replaced meanwhile.
#pragma once

#include <cstdint>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "mock/active_scenario.h"
#include "mock/calls.h"
#include "mock/tenant.h"

namespace krm::mock {

struct TenantLimits {
  std::size_t tenants = 10'000;
  std::size_t calls = 65'536;  // remembered by all tenants together, but for those under way
};

class Tenants {
 public:
  // `clock`, the server's, must outlive the tenants.
  Tenants(const base::Clock& clock, ActiveScenario active, TenantLimits limits = {});

  // Returns the tenant of that key, made at its first request.
  std::shared_ptr<Tenant> of(std::string_view access_key_id);

  // Replaces the scenario. Every tenant starts from zero at its next request. Requests that already
  // have their tenant end with the old scenario.
  void take_up(ActiveScenario active);

  std::shared_ptr<const ActiveScenario> active() const;
  const base::Clock& clock() const { return clock_; }

  struct Losses {
    std::uint64_t dropped;    // tenants
    std::uint64_t shared;     // requests of newcomers that found no place
    std::uint64_t forgotten;  // logical calls
    bool any() const { return dropped + shared + forgotten > 0; }
  };
  Losses losses() const;

 private:
  struct Entry {
    std::string access_key_id;
    std::shared_ptr<Tenant> tenant;
  };

  std::shared_ptr<Tenant> make(std::string_view access_key_id);
  // REQUIRE: mutex_ is held.
  std::shared_ptr<Tenant> find_or_make(std::string_view access_key_id,
                                       std::shared_ptr<Tenant>& dropped);
  std::vector<std::shared_ptr<Tenant>> tenants_beyond_the_limit_of_calls() const;

  const base::Clock& clock_;
  // One signal for the clocks of all tenants, so that it takes one descriptor however many wait.
  const std::shared_ptr<base::ChangeSignal> changes_;
  const TenantLimits limits_;

  mutable std::mutex mutex_;
  std::shared_ptr<const ActiveScenario> active_;
  std::shared_ptr<CallTotals> totals_ = std::make_shared<CallTotals>();
  std::shared_ptr<Tenant> unsigned_;
  std::list<Entry> recent_;  // the most recently used first
  std::unordered_map<std::string_view, std::list<Entry>::iterator> by_id_;
  std::uint64_t dropped_ = 0;
  std::uint64_t shared_ = 0;
};

}  // namespace krm::mock

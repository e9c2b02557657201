// The tenants of a server. A tenant is an access key ID of 16 to 128 letters, digits and
// underscores, or, where signatures are verified, one that the scenario lists, so that no failed
// signature makes another; all other requests share the unsigned tenant.
//
// There are at most 10,000 (bounded, and counted where it costs somebody something): the least
// recently used goes, with everything it has counted. One whose scenario holds expectations is
// never dropped; newcomers share the unsigned tenant then. Where all tenants together remember too
// many calls, the least recently used forget theirs.
//
// Thread-safety: all members may be called from any thread. A tenant that is dropped while a
// request uses it lives until that is done, and so does what a reload has replaced.
#pragma once

#include <cstdint>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

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

  std::shared_ptr<Tenant> of(std::string_view access_key_id);

  // From now on every tenant begins anew, with this, at its next request. Requests that have been
  // given their tenant end with what that one runs; until then its calls count towards the limit.
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
  void forget_calls_beyond_the_limit();

  const base::Clock& clock_;
  // Of all clocks of tenants: one descriptor however many wait, and all who wait look up when one
  // of them is changed.
  const std::shared_ptr<base::ChangeSignal> changes_;
  const TenantLimits limits_;
  CallTotals totals_;

  mutable std::mutex mutex_;
  std::shared_ptr<const ActiveScenario> active_;
  std::shared_ptr<Tenant> unsigned_;
  std::list<Entry> recent_;  // the most recently used first
  std::unordered_map<std::string_view, std::list<Entry>::iterator> by_id_;
  std::uint64_t dropped_ = 0;
  std::uint64_t shared_ = 0;
};

}  // namespace krm::mock

// The tenants of a server: tests that sign with different access keys never meet.
//
// A tenant is an access key ID, whatever it looks like (aws::is_access_key_id). Where signatures
// are verified, only keys that the scenario lists or that were issued have tenants, so no failed
// signature makes one. All other requests share the unsigned tenant.
//
// There are at most 10,000 tenants. A newcomer takes the place of the least recently used one,
// whose counts are lost. A tenant is never dropped if its scenario holds expectations, if it has a
// scenario of its own, or if its key was issued: newcomers share the unsigned tenant then. Where
// all tenants together remember too many calls, the least recently used ones forget theirs. All of
// these losses are counted.
//
// Thread-safe. A request keeps its tenant alive, even when it is dropped or replaced meanwhile. A
// tenant that is replaced lets its clock run, so that nothing waits for it for ever.
#pragma once

#include <cstdint>
#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "mock/active_scenario.h"
#include "mock/calls.h"
#include "mock/journal.h"
#include "mock/removed_tenants.h"
#include "mock/tenant.h"

namespace krm::mock {

struct TenantLimits {
  std::size_t tenants = 10'000;
  std::size_t calls = 65'536;  // remembered by all tenants together, but for those under way
};

class Tenants {
 public:
  // `clock`, the server's, and `journal` must outlive the tenants.
  Tenants(const base::Clock& clock, Journal& journal, ActiveScenario active,
          TenantLimits limits = {});
  Tenants(const Tenants&) = delete;
  Tenants& operator=(const Tenants&) = delete;

  // Returns the tenant of that key, made at its first request.
  std::shared_ptr<Tenant> of(std::string_view access_key_id);
  // Returns the tenant of that key, or that of all requests without one for "-". Returns nullptr if
  // there is none.
  std::shared_ptr<Tenant> find(std::string_view shown) const;

  // Returns a copy of the tenant that a request with that key would reach. Changes nothing.
  std::shared_ptr<Tenant> copy_of(std::string_view access_key_id) const;

  // Replaces the scenario of all tenants that have none of their own. They start from zero.
  // Requests that already have their tenant end with the old scenario.
  void take_up(ActiveScenario active);
  // Gives one tenant a scenario of its own, with which it starts from zero. Returns false if there
  // is no such tenant.
  bool take_up(std::string_view shown, ActiveScenario active);

  // Makes a tenant for a key that was issued; null: it runs what the others run. Returns false if
  // there is no place, or the key is taken.
  bool issue(const scenario::Credential& credential,
             const std::shared_ptr<const ActiveScenario>& own);
  // Returns whether there is a tenant of that key, and the key was issued.
  bool is_issued(std::string_view shown) const;
  // Forgets a tenant. Returns false if there is none. The unsigned one starts from zero. Of those
  // that run the start-up scenario what its expectations need is kept: see removed().
  bool remove(std::string_view shown);

  // Starts a tenant from zero, journal included. Returns false if there is none.
  bool reset(std::string_view shown);
  // The same for all that run the start-up scenario, and for those to come.
  void reset();

  std::shared_ptr<const ActiveScenario> active() const;  // the start-up scenario
  const base::Clock& clock() const { return clock_; }

  // Returns one that no request reaches. Tenants to come begin as it is.
  std::shared_ptr<Tenant> model() const;
  // Calls `visit` with one tenant, or with the model and then all that run the start-up scenario.
  // No tenant comes, goes or is replaced meanwhile. Returns false if there is no such tenant.
  // `visit` must not wait.
  bool visit(const std::optional<std::string>& shown, const std::function<void(Tenant&)>& visit);
  // Returns those that run the start-up scenario.
  std::vector<std::shared_ptr<Tenant>> of_start_up() const;

  struct Listed {
    std::shared_ptr<Tenant> tenant;
    bool is_issued;
  };
  std::vector<Listed> all() const;  // the unsigned one last

  RemovedTenants::Kept removed() const;
  std::size_t count() const;  // without the unsigned one

  struct Losses {
    std::uint64_t dropped;    // tenants
    std::uint64_t shared;     // requests of newcomers that found no place
    std::uint64_t forgotten;  // logical calls
    bool any() const { return dropped + shared + forgotten > 0; }
  };
  Losses losses() const;

 private:
  struct Place {
    std::string access_key_id{};
    std::shared_ptr<Tenant> tenant{};
    bool has_own_scenario = false;
    std::optional<scenario::Credential> issued{};
    std::uint64_t last_use = 0;  // the larger, the later

    bool may_be_dropped() const { return !has_own_scenario && !issued; }
  };
  // Whatever ends here ends outside of the lock.
  using Before = std::vector<std::shared_ptr<Tenant>>;
  using Places = std::list<Place>;

  std::shared_ptr<Tenant> make(const std::string& name,
                               std::shared_ptr<const ActiveScenario> active,
                               std::shared_ptr<Journal::Part> part) const;
  // REQUIRE: mutex_ is held.
  std::vector<std::shared_ptr<Tenant>> start_up_tenants() const;
  std::shared_ptr<Tenant> find_or_make(std::string_view access_key_id, Before& before);
  bool make_room(Before& before);
  Place* place_of(std::string_view shown);
  const Place* place_of(std::string_view shown) const;
  std::shared_ptr<Tenant> newcomer(const Place& place) const;
  void replace(Place& place, std::shared_ptr<Tenant> by, Before& before);
  void restart(Place& place, Before& before);
  void erase(Places::iterator place, Before& before);
  bool is_judged(const Place& place) const;
  std::vector<std::shared_ptr<Tenant>> tenants_beyond_the_limit_of_calls() const;

  const base::Clock& clock_;
  Journal& journal_;
  // One signal for the clocks of all tenants, so that it takes one descriptor however many wait.
  const std::shared_ptr<base::ChangeSignal> changes_;
  const TenantLimits limits_;

  mutable std::mutex mutex_;
  std::shared_ptr<const ActiveScenario> active_;
  const std::shared_ptr<CallTotals> totals_ = std::make_shared<CallTotals>();
  std::shared_ptr<Tenant> model_;
  Place unsigned_;
  Places recent_;   // those that may be dropped, the most recently used first
  Places lasting_;  // the others, the most recently used last
  std::unordered_map<std::string_view, Places::iterator> by_id_;
  std::uint64_t uses_ = 0;
  RemovedTenants removed_;
  // What the journal lost with tenants that were dropped, by key; of the first 10,000.
  std::unordered_map<std::string, std::uint64_t> lost_;
  std::uint64_t dropped_ = 0;
  std::uint64_t shared_ = 0;
};

}  // namespace krm::mock

// One tenant: everything that the requests of one access key ID share and no others see.
//
// Thread-safety: all members may be called from any thread. Requests take turns (mock/turn).
#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "mock/active_scenario.h"
#include "mock/journal.h"
#include "mock/tenant_clock.h"
#include "mock/tenant_state.h"

namespace krm::mock {

class Turn;
struct Case;

class Tenant {
 public:
  // `name` is the access key ID. It is empty for the tenant of all requests that have none.
  // `server` must outlive the tenant. `changes` are those of its clock.
  Tenant(std::string name, std::shared_ptr<const ActiveScenario> active, const base::Clock& server,
         std::shared_ptr<base::ChangeSignal> changes, std::shared_ptr<CallTotals> totals,
         std::shared_ptr<Journal::Part> journal);
  Tenant(const Tenant&) = delete;
  Tenant& operator=(const Tenant&) = delete;

  // Returns a tenant of another name that has come as far as this one. REQUIRES: `active` has the
  // same scenario.
  std::shared_ptr<Tenant> copy(std::string name, std::shared_ptr<const ActiveScenario> active,
                               std::shared_ptr<Journal::Part> journal,
                               std::shared_ptr<CallTotals> totals) const;

  // Waits until earlier requests have had their turn, then begins that of `one`.
  Turn next_turn(const Case& one);

  // Returns what `see` makes of the state as it is now, what the timeline had to do included. Waits
  // for the turn of a request. `see` must not wait.
  template <typename See>
  auto look(const See& see) {
    const std::scoped_lock lock(mutex_);
    const Moment now = clock_.now();
    state_.let_pass(*active_->scenario, now);
    return see(state_, now);
  }

  // Returns the time since the first request, or 0 before it.
  base::Milliseconds elapsed() const;

  // Returns what the system bytes of a call are expanded from: `drawn`, or what another attempt of
  // the call drew first. The call keeps it while it is remembered.
  base::StreamKey keep(std::string_view invocation, const base::StreamKey& drawn);

  // Returns how many calls are remembered.
  std::size_t calls() const { return state_.calls.count(); }
  // Forgets all calls, which then count as forgotten. Their next attempts are new calls.
  void forget_calls();

  const std::string& name() const { return name_; }
  // Returns the same for people: "-" for the unsigned tenant.
  std::string_view shown() const { return name_.empty() ? "-" : std::string_view(name_); }
  TenantClock& clock() { return clock_; }
  const TenantClock& clock() const { return clock_; }
  const ActiveScenario& active() const { return *active_; }
  const std::shared_ptr<const ActiveScenario>& shared_active() const { return active_; }
  const std::shared_ptr<Journal::Part>& journal() const { return journal_; }

 private:
  friend class Turn;

  const std::string name_;
  const std::shared_ptr<const ActiveScenario> active_;
  const std::string label_;  // of its draws and streams: its name where each has its own
  const base::Clock& server_;
  TenantClock clock_;
  const std::shared_ptr<Journal::Part> journal_;
  mutable std::mutex mutex_;
  TenantState state_;
};

}  // namespace krm::mock

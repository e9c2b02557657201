// One tenant: everything that the requests of one access key ID share and no others see.
//
// Thread-safety: all members may be called from any thread. Requests take turns (mock/turn).
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/log.h"
#include "kms/account.h"
#include "mock/active_scenario.h"
#include "mock/calls.h"
#include "mock/tenant_clock.h"
#include "scenario/decide.h"

namespace krm::mock {

class Turn;

class Tenant {
 public:
  // `name` is the access key ID. It is empty for the tenant of all requests that have none.
  // `server` must outlive the tenant. `changes` are those of its clock.
  Tenant(std::string name, std::shared_ptr<const ActiveScenario> active, const base::Clock& server,
         std::shared_ptr<base::ChangeSignal> changes, std::shared_ptr<CallTotals> totals);
  Tenant(const Tenant&) = delete;
  Tenant& operator=(const Tenant&) = delete;

  // Waits until earlier requests have had their turn, then begins this one's. Request and log must
  // outlive the turn.
  Turn next_turn(const http::HttpRequest& request, const base::Log& log);

  // Returns what the system bytes of a call are expanded from: `drawn`, or what another attempt of
  // the call drew first. The call keeps it while it is remembered.
  base::StreamKey keep(std::string_view invocation, const base::StreamKey& drawn);

  // Returns how many calls are remembered.
  std::size_t calls() const { return shared_.calls.count(); }
  // Forgets all calls, which then count as forgotten. Their next attempts are new calls.
  void forget_calls();

  const std::string& name() const { return name_; }
  TenantClock& clock() { return clock_; }
  const ActiveScenario& active() const { return *active_; }

 private:
  friend class Turn;

  // What turns see and change.
  struct Shared {
    std::optional<base::Nanoseconds> began{};
    kms::Account account{};
    std::size_t next_event = 0;  // of the timeline
    std::uint64_t requests = 0;
    std::int64_t calls_begun = 0;
    std::vector<scenario::RuleCount> counts{};
    std::map<const scenario::EntropySource*, scenario::Place> next_place{};
    Calls calls;
  };

  const std::string name_;
  const std::shared_ptr<const ActiveScenario> active_;
  const std::string label_;  // of its draws and streams: its name where each has its own
  TenantClock clock_;
  std::mutex mutex_;
  Shared shared_;
};

}  // namespace krm::mock

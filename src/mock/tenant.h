// One tenant: everything that the requests of one access key ID share and no others see.
//
// Thread-safety: all members may be called from any thread. Decisions are made one after the other,
// in the order in which requests ask for them.
#pragma once

#include <atomic>
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
#include "mock/call_register.h"
#include "mock/calls.h"
#include "mock/decision.h"
#include "mock/tenant_clock.h"
#include "scenario/decide.h"
#include "sigv4/signer.h"

namespace krm::mock {

class Tenant : public std::enable_shared_from_this<Tenant> {
 public:
  // `name` is the access key ID, empty for the tenant of all requests that have none. `server`,
  // `calls` and `forgotten`, which counts calls that had to go for others, must outlive the tenant.
  // `changes` are those of its clock.
  Tenant(std::string name, std::shared_ptr<const ActiveScenario> running, const base::Clock& server,
         std::shared_ptr<base::ChangeSignal> changes, CallRegister& calls,
         std::atomic<std::uint64_t>& forgotten);
  ~Tenant();
  Tenant(const Tenant&) = delete;
  Tenant& operator=(const Tenant&) = delete;

  // The request's decision, with everything that changes by it. `log` is told of key stores that
  // change their state.
  Decision decide(const http::HttpRequest& request, const sigv4::Signer& signer,
                  const Examined& examined, Admit admit, const base::Log& log);

  // What the system bytes of a call are expanded from: `drawn`, or what another attempt of it drew
  // first.
  base::StreamKey keep(std::string_view invocation, const base::StreamKey& drawn);

  // Nothing happens when the call of that name is another by now.
  void forget(std::string_view invocation, std::uint64_t ticket);

  TenantClock& clock() { return clock_; }
  const ActiveScenario& running() const { return *running_; }

 private:
  Call& call_of(std::string_view invocation, Call& unnamed,
                std::optional<CallRegister::Entry>& oldest);
  void let_pass(base::Milliseconds elapsed, const base::Log& log);
  std::optional<Order> order(scenario::Plan& plan, Call& call);

  const std::string name_;
  const std::shared_ptr<const ActiveScenario> running_;
  const std::string label_;  // of its draws and streams: its name where each has its own
  CallRegister& register_;
  std::atomic<std::uint64_t>& forgotten_;
  TenantClock clock_;

  std::mutex mutex_;
  std::optional<base::Nanoseconds> began_;
  kms::Account account_;
  std::size_t next_event_ = 0;  // of the timeline
  std::uint64_t requests_ = 0;
  std::int64_t calls_begun_ = 0;
  std::vector<scenario::RuleCount> counts_;
  std::map<const scenario::EntropySource*, scenario::Place> next_place_;
  Calls calls_;
};

}  // namespace krm::mock

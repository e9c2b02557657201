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

#include "aws/signer.h"
#include "base/clock.h"
#include "kms/account.h"
#include "mock/call_register.h"
#include "mock/calls.h"
#include "mock/key_store_transition.h"
#include "mock/running.h"
#include "mock/tenant_clock.h"
#include "scenario/decide.h"

namespace krm::mock {

// What the stages that need nothing but the request have learned of it.
struct Examined {
  kms::Checked request;
  std::optional<kms::GenerateRandomRequest> asked;  // as far as it could be read
};

// What the stages came to that an account has a say in.
struct Admitted {
  kms::Outcome outcome;
  bool counts = false;  // towards the quota, unless a rule answers in the service's place
};
using Admit = Admitted (*)(const Examined&, kms::Account&, base::Nanoseconds now);

// The bytes that a plan wants.
struct Order {
  const scenario::EntropySource* source = nullptr;
  scenario::Draw draw{};
  std::size_t size = 0;
  // Of system bytes: the call that gets the same ones when it tries again, and what they were
  // expanded from if it has got some before.
  std::string invocation{};
  std::optional<base::StreamKey> system{};
};

struct Decision {
  scenario::Plan plan;
  Moment at{};                                    // on the tenant's clock
  std::optional<Order> order{};                   // exactly when the plan draws
  std::vector<KeyStoreTransition> transitions{};  // that took place, in order
};

class Tenant : public std::enable_shared_from_this<Tenant> {
 public:
  // `name` is the access key ID, empty for the tenant of all requests that have none. `server`,
  // `calls` and `forgotten`, which counts calls that had to go for others, must outlive the tenant.
  Tenant(std::string name, std::shared_ptr<const Running> running, const base::Clock& server,
         CallRegister& calls, std::atomic<std::uint64_t>& forgotten);
  ~Tenant();
  Tenant(const Tenant&) = delete;
  Tenant& operator=(const Tenant&) = delete;

  // The request's decision, with everything that changes by it.
  Decision decide(const http::HttpRequest& request, const aws::Signer& signer,
                  const Examined& examined, Admit admit);

  // What the system bytes of a call are expanded from: `drawn`, or what another attempt of it drew
  // first.
  base::StreamKey keep(std::string_view invocation, const base::StreamKey& drawn);

  // Nothing happens when the call of that name is another by now.
  void forget(std::string_view invocation, std::uint64_t ticket);

  const std::string& name() const { return name_; }
  TenantClock& clock() { return clock_; }

 private:
  Call& call_of(std::string_view invocation, Call& unnamed,
                std::optional<CallRegister::Entry>& oldest);
  void let_pass(base::Milliseconds elapsed, std::vector<KeyStoreTransition>& transitions);
  std::optional<Order> order(scenario::Plan& plan, Call& call);

  const std::string name_;
  const std::shared_ptr<const Running> running_;
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

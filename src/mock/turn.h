// The turn of one request: while it lasts no other request sees or changes what the tenant shares.
// A turn holds the tenant's mutex, so nothing in it may wait. Its calls come in this order:
//
//   Tenant::next_turn (at | account)* decide settle
//
// Thread-safety: none. It belongs to the thread that handles the request.
#pragma once

#include <mutex>
#include <optional>
#include <string_view>

#include "aws/sdk_attempt.h"
#include "kms/account.h"
#include "mock/case.h"
#include "mock/tenant.h"

namespace krm::mock {

class Turn {
 public:
  // Waits for earlier turns, then does what the timeline has for the time until now. `one` must
  // outlive the turn.
  Turn(Tenant& tenant, const Case& one);
  Turn(const Turn&) = delete;
  Turn& operator=(const Turn&) = delete;

  // Returns when it began, on the tenant's clock.
  const Moment& at() const { return at_; }
  kms::Account& account() { return state_.account; }

  // Lets the first rule that matches edit the plan. REQUIRES: `service` is filled in.
  void decide(Case& one);
  // Charges the quota, moves key stores as the plan says, and gives the call its place in its
  // entropy source. Where the source cannot serve it, the plan becomes an error.
  void settle(Case& one);

 private:
  Call& call_of(std::string_view invocation);
  void count_attempt();
  std::int64_t attempt() const;
  void find_rules_about_calls(Case& one, const scenario::Seen& seen,
                              const scenario::Circumstances& now) const;
  void carry_out(Case& one);
  std::optional<Order> order(scenario::Plan& plan);

  Tenant& tenant_;
  const scenario::Scenario& scenario_;
  const aws::SdkAttempt& said_;
  const std::scoped_lock<std::mutex> lock_;
  TenantState& state_;
  const Moment at_;
  base::Milliseconds elapsed_{0};  // since the tenant's first request
  Call unnamed_;                   // of a request that names none
  Call& call_;
  bool is_resent_ = false;
};

}  // namespace krm::mock

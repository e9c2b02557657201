// The turn of one request: the time in which it alone sees and changes what its tenant shares.
//
//   Turn turn = tenant.next_turn(request, log);   decide settle
//
// Turns of a tenant follow each other in the order in which requests ask for them. A turn holds the
// tenant's mutex, so nothing in it may wait.
#pragma once

#include <mutex>
#include <optional>

#include "aws/sdk_attempt.h"
#include "base/log.h"
#include "http/request.h"
#include "kms/account.h"
#include "mock/case.h"
#include "mock/tenant.h"

namespace krm::mock {

class Turn {
 public:
  // Waits for the turns before. What the timeline has until now has happened then. Request and log
  // must outlive the turn.
  Turn(Tenant& tenant, const http::HttpRequest& request, const base::Log& log);
  Turn(const Turn&) = delete;
  Turn& operator=(const Turn&) = delete;

  // When it began, on the tenant's clock.
  const Moment& at() const { return at_; }
  kms::Account& account() { return state_.account; }

  // The first rule that matches edits the plan.
  void decide(Case& one);
  // Takes what the request costs, moves key stores as the plan says, and gives the plan its place
  // among those that its entropy source serves.
  void settle(Case& one);

 private:
  Call& call_of(std::string_view invocation);
  void let_pass(base::Milliseconds elapsed);
  void move_store(const std::string& id, kms::ConnectionState to, std::string_view cause);
  std::optional<Order> order(scenario::Plan& plan);

  Tenant& tenant_;
  const scenario::Scenario& scenario_;
  const base::Log& log_;
  const aws::SdkAttempt said_;
  const std::scoped_lock<std::mutex> lock_;
  Tenant::Shared& state_;
  const Moment at_;
  base::Milliseconds elapsed_{0};  // since the tenant's first request
  Call unnamed_;                   // of a request that names none
  Call& call_;
};

}  // namespace krm::mock

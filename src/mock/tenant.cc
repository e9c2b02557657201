#include "mock/tenant.h"

#include <utility>

#include "mock/turn.h"

namespace krm::mock {

Tenant::Tenant(std::string name, std::shared_ptr<const ActiveScenario> active,
               const base::Clock& server, std::shared_ptr<base::ChangeSignal> changes,
               std::shared_ptr<CallTotals> totals)
    : name_(std::move(name)),
      active_(std::move(active)),
      label_(active_->scenario->stream == scenario::Stream::per_tenant ? name_ : std::string()),
      clock_(server, std::move(changes), active_->scenario->clock.offset),
      shared_{.account = active_->account,
              .counts = std::vector<scenario::RuleCount>(active_->scenario->rules.size()),
              .calls = Calls(std::move(totals))} {}

Turn Tenant::next_turn(const http::HttpRequest& request, const base::Log& log) {
  return Turn(*this, request, log);
}

base::StreamKey Tenant::keep(std::string_view invocation, const base::StreamKey& drawn) {
  const std::scoped_lock lock(mutex_);
  Call* call = shared_.calls.find(invocation);
  if (call == nullptr) return drawn;
  if (!call->system) call->system = drawn;
  return *call->system;
}

void Tenant::forget_calls() {
  const std::scoped_lock lock(mutex_);
  shared_.calls.forget();
}

}  // namespace krm::mock

#include "mock/tenant.h"

#include <utility>

#include "mock/turn.h"

namespace krm::mock {

Tenant::Tenant(std::string name, std::shared_ptr<const ActiveScenario> active,
               const base::Clock& server, std::shared_ptr<base::ChangeSignal> changes,
               std::shared_ptr<CallTotals> totals, std::shared_ptr<Journal::Part> journal)
    : name_(std::move(name)),
      active_(std::move(active)),
      label_(active_->scenario->stream == scenario::Stream::per_tenant ? name_ : std::string()),
      server_(server),
      clock_(server, std::move(changes), active_->scenario->clock.offset),
      journal_(std::move(journal)),
      state_{.account = active_->account,
             .counts = std::vector<scenario::RuleCount>(active_->scenario->rules.size()),
             .calls = Calls(std::move(totals))} {}

std::shared_ptr<Tenant> Tenant::copy(std::string name, std::shared_ptr<const ActiveScenario> active,
                                     std::shared_ptr<Journal::Part> journal,
                                     std::shared_ptr<CallTotals> totals) const {
  const std::scoped_lock lock(mutex_);
  auto made = std::make_shared<Tenant>(std::move(name), std::move(active), server_,
                                       clock_.changes(), std::move(totals), std::move(journal));
  made->clock_.go_like(clock_.setting());
  made->state_.copy_from(state_);
  return made;
}

Turn Tenant::next_turn(const Case& one) { return Turn(*this, one); }

base::Milliseconds Tenant::elapsed() const {
  const std::scoped_lock lock(mutex_);
  return state_.elapsed(clock_.now());
}

base::StreamKey Tenant::keep(std::string_view invocation, const base::StreamKey& drawn) {
  const std::scoped_lock lock(mutex_);
  Call* call = state_.calls.find(invocation);
  if (call == nullptr) return drawn;
  if (!call->system) call->system = drawn;
  return *call->system;
}

void Tenant::forget_calls() {
  const std::scoped_lock lock(mutex_);
  state_.calls.forget();
}

}  // namespace krm::mock

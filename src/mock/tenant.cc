#include "mock/tenant.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "aws/sdk_attempt.h"
#include "base/quoting.h"
#include "mock/key_store_states.h"

namespace krm::mock {
namespace {

constexpr std::size_t most_calls = 1024;
constexpr std::int64_t most_bytes = 4096;  // of an answer, with what a fault adds

std::size_t size_of(const scenario::Plan& plan) {
  const auto granted = static_cast<std::int64_t>(plan.outcome->number_of_bytes);
  return static_cast<std::size_t>(std::clamp<std::int64_t>(granted + plan.longer, 0, most_bytes));
}

}  // namespace

Tenant::Tenant(std::string name, std::shared_ptr<const ActiveScenario> running,
               const base::Clock& server, std::shared_ptr<base::ChangeSignal> changes,
               CallRegister& calls, std::atomic<std::uint64_t>& forgotten)
    : name_(std::move(name)),
      running_(std::move(running)),
      label_(running_->scenario->stream == scenario::Stream::per_tenant ? name_ : std::string()),
      register_(calls),
      forgotten_(forgotten),
      clock_(server, std::move(changes), running_->scenario->clock.offset),
      account_(running_->account),
      counts_(running_->scenario->rules.size()),
      calls_(most_calls) {}

Tenant::~Tenant() {
  for (const Call& call : calls_.all()) register_.remove(call.ticket);
}

Decision Tenant::decide(const http::HttpRequest& request, const sigv4::Signer& signer,
                        const Examined& examined, Admit admit, const base::Log& log) {
  const aws::SdkAttempt said = aws::sdk_attempt_of(request);
  const scenario::Scenario& scenario = *running_->scenario;
  std::optional<CallRegister::Entry> oldest;
  Decision decision{.plan = {.outcome = kms::Grant{}}};
  {
    const std::scoped_lock lock(mutex_);
    decision.at = clock_.now();
    if (!began_) began_ = decision.at.monotonic;
    const auto elapsed =
        std::chrono::duration_cast<base::Milliseconds>(decision.at.monotonic - *began_);
    let_pass(elapsed, log);
    Call unnamed;
    Call& call = call_of(said.invocation_id, unnamed, oldest);
    ++call.attempts;

    const Admitted admitted = admit(examined, account_, decision.at.monotonic);
    scenario::Plan& plan = decision.plan;
    plan.outcome = admitted.outcome;
    const scenario::Turn turn{
        .seed = running_->seed, .label = label_, .request = requests_++, .elapsed = elapsed};
    const scenario::Seen seen{.request = request,
                              .outcome = admitted.outcome,
                              .asked = examined.asked,
                              .access_key_id = signer.access_key_id,
                              .region = signer.region,
                              .call = call.index,
                              .attempt = said.attempt.value_or(call.attempts)};
    scenario::decide(scenario, seen, turn, counts_, call.verdicts, plan);
    if (admitted.counts && !plan.replaced) account_.quota.charge(*examined.request);
    for (const scenario::KeyStoreMove& move : plan.moves) {
      change_state(account_.key_stores, move.id, move.to,
                   fmt::format("rule {}", base::quoted(plan.rule_shown)), {name_, log});
    }
    decision.order = order(plan, call);
  }
  if (oldest) {
    ++forgotten_;
    if (const auto tenant = oldest->tenant.lock())
      tenant->forget(oldest->invocation, oldest->ticket);
  }
  return decision;
}

// What the timeline has for the time until now.
void Tenant::let_pass(base::Milliseconds elapsed, const base::Log& log) {
  const auto& timeline = running_->scenario->timeline;
  for (; next_event_ < timeline.size() && timeline[next_event_].at <= elapsed; ++next_event_) {
    const scenario::TimelineEvent& event = timeline[next_event_];
    for (const auto& [id, state] : event.key_stores) {
      change_state(account_.key_stores, id, state,
                   fmt::format("timeline at {}", base::to_text(event.at)), {name_, log});
    }
  }
}

// The one that the request belongs to, or `unnamed` made its own.
Call& Tenant::call_of(std::string_view invocation, Call& unnamed,
                      std::optional<CallRegister::Entry>& oldest) {
  if (!invocation.empty()) {
    if (Call* known = calls_.find(invocation)) return *known;
  }
  unnamed.index = calls_begun_++;
  if (invocation.empty()) return unnamed;
  unnamed.invocation = invocation;
  auto added = register_.add({weak_from_this(), unnamed.invocation, 0});
  unnamed.ticket = added.ticket;
  oldest = std::move(added.oldest);
  const auto [call, dropped] = calls_.add(std::move(unnamed));
  if (dropped) {
    ++forgotten_;
    register_.remove(*dropped);
  }
  return *call;
}

// Gives the plan its place among those that its source serves. Where the source cannot serve it,
// the plan becomes an error and the place stays free.
std::optional<Order> Tenant::order(scenario::Plan& plan, Call& call) {
  if (!plan.draws()) return std::nullopt;
  const scenario::Scenario& scenario = *running_->scenario;
  const scenario::EntropySource* source = plan.bytes != nullptr ? plan.bytes : &scenario.entropy;
  const bool same = scenario.retries == scenario::Retries::same && !call.invocation.empty();

  const auto known = std::ranges::find(
      call.places, source, &std::pair<const scenario::EntropySource*, scenario::Place>::first);
  const bool again = same && known != call.places.end();
  scenario::Place& next = next_place_[source];
  const scenario::Place place = again ? known->second : next;
  const std::size_t size = size_of(plan);
  if (auto why = source->refusal(place, size)) {
    plan.outcome = tl::unexpected<aws::Failure>(
        aws::Error(aws::error_named("KMSInternalException"), {}, std::move(*why)));
    return std::nullopt;
  }
  if (!again) {
    ++next.index;
    next.offset += size;
    if (same) call.places.emplace_back(source, place);
  }
  return Order{.source = source,
               .draw = {.seed = running_->seed,
                        .purpose = plan.bytes != nullptr ? "bytes of " + plan.rule : "bytes",
                        .label = label_,
                        .place = place},
               .size = size,
               .invocation = same ? call.invocation : std::string(),
               .system = call.system};
}

base::StreamKey Tenant::keep(std::string_view invocation, const base::StreamKey& drawn) {
  const std::scoped_lock lock(mutex_);
  Call* call = calls_.find(invocation);
  if (call == nullptr) return drawn;
  if (!call->system) call->system = drawn;
  return *call->system;
}

void Tenant::forget(std::string_view invocation, std::uint64_t ticket) {
  const std::scoped_lock lock(mutex_);
  const Call* call = calls_.find(invocation);
  if (call != nullptr && call->ticket == ticket) calls_.forget(invocation);
}

}  // namespace krm::mock

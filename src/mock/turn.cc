#include "mock/turn.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/quoting.h"
#include "scenario/decide.h"

namespace krm::mock {
namespace {

constexpr std::int64_t most_bytes = 4096;  // of an answer, with what a fault adds

std::size_t size_of(const scenario::Plan& plan) {
  const auto granted = static_cast<std::int64_t>(kms::grant_of(plan.outcome)->number_of_bytes);
  return static_cast<std::size_t>(std::clamp<std::int64_t>(granted + plan.longer, 0, most_bytes));
}

}  // namespace

Turn::Turn(Tenant& tenant, const Case& one)
    : tenant_(tenant),
      scenario_(*tenant.active_->scenario),
      said_(one.said),
      lock_(tenant.mutex_),
      state_(tenant.state_),
      at_(tenant.clock_.now()),
      call_(call_of(said_.invocation_id)) {
  state_.begin(at_);
  state_.last_seen = at_.real;
  elapsed_ = state_.elapsed(at_);
  state_.let_pass(scenario_, at_);
  count_attempt();
}

// The server counts, since not all SDKs count alike. But what comes under the number of an attempt
// before is no new attempt: an HTTP client below the SDK has sent it again.
void Turn::count_attempt() {
  const auto number = said_.number;
  const std::uint64_t bit = number && *number < 64 ? std::uint64_t{1} << *number : 0;
  const bool came_before = bit != 0 ? (call_.numbers & bit) != 0 : call_.number == number;
  call_.number = number;
  call_.numbers |= bit;
  is_resent_ = number && came_before && call_.attempts > 0;
  if (!is_resent_) ++call_.attempts;
}

// A call without an id has this one attempt, which only the client can number.
std::int64_t Turn::attempt() const {
  return call_.invocation.empty() ? said_.attempt.value_or(1) : call_.attempts;
}

// Finds rules that ask for the call of a request which no other can be joined with.
void Turn::find_rules_about_calls(Case& one, const scenario::Seen& seen,
                                  const scenario::Circumstances& now) const {
  if (!said_.invocation_id.empty() || (!one.asked && !one.is_foreign)) return;
  for (const scenario::Rule& rule : scenario_.rules) {
    if (!tenant_.active_->has_warned_of(rule) && scenario::asks_for_call(rule, seen, now)) {
      one.unjoined.push_back(&rule);
    }
    if (rule.key == one.plan.rule) return;
  }
}

// Returns the call that the request belongs to. A call that it names is remembered.
Call& Turn::call_of(std::string_view invocation) {
  if (Call* known = state_.calls.find(invocation)) return *known;
  unnamed_.index = state_.calls_begun++;
  if (invocation.empty()) return unnamed_;
  return state_.calls.add(invocation, unnamed_.index);
}

void Turn::decide(Case& one) {
  one.elapsed = elapsed_;
  one.call = call_.index;
  one.attempt = attempt();
  one.is_resent = is_resent_;
  one.plan.outcome = one.service;
  const scenario::Circumstances now{.seed = tenant_.active_->seed,
                                    .label = tenant_.label_,
                                    .request = state_.requests++,
                                    .elapsed = elapsed_};
  const scenario::Seen seen{.request = one.request,
                            .outcome = one.service,
                            .asked = one.asked,
                            .access_key_id = one.signature.access_key_id,
                            .region = one.signature.region,
                            .call = one.call,
                            .attempt = one.attempt,
                            .is_foreign = one.is_foreign};
  scenario::decide(scenario_, seen, now, state_.counts, call_.decisions, one.plan);
  find_rules_about_calls(one, seen, now);
}

void Turn::settle(Case& one) {
  if (!one.plan.replaced) carry_out(one);
  for (const scenario::KeyStoreMove& move : one.plan.moves) {
    state_.move_store(move.id, move.to, fmt::format("rule {}", base::quoted(one.plan.rule_shown)),
                      at_.wall);
  }
  one.news = std::exchange(state_.news, {});
  one.order = order(one.plan);
}

void Turn::carry_out(Case& one) {
  if (one.load) kms::charge(*one.load, state_.account.quota);
  auto* done = one.plan.outcome ? std::get_if<kms::Done>(&*one.plan.outcome) : nullptr;
  if (done == nullptr) return;
  done->body = state_.carry_out(*one.operation, *one.asked, at_);
}

// Returns nothing where no bytes are drawn. Where the source cannot serve the plan, the plan
// becomes an error and the place stays free.
std::optional<Order> Turn::order(scenario::Plan& plan) {
  if (!plan.draws()) return std::nullopt;
  const scenario::EntropySource* source = plan.bytes != nullptr ? plan.bytes : &scenario_.entropy;
  const bool same = scenario_.retries == scenario::Retries::same && !call_.invocation.empty();

  const auto known = std::ranges::find(
      call_.places, source, &std::pair<const scenario::EntropySource*, scenario::Place>::first);
  const bool again = same && known != call_.places.end();
  scenario::Place& next = state_.next_place[source];
  const scenario::Place place = again ? known->second : next;
  const std::size_t size = size_of(plan);
  // What a fault adds is no fault of the source, which then repeats itself.
  if (auto why =
          source->refusal(place, std::min(size, kms::grant_of(plan.outcome)->number_of_bytes))) {
    plan.outcome = tl::unexpected<aws::Failure>(
        aws::Error(aws::error_named("KMSInternalException"), {}, std::move(*why)));
    return std::nullopt;
  }
  if (!again) {
    ++next.index;
    next.offset += size;
    if (same) call_.places.emplace_back(source, place);
  }
  return Order{.source = source,
               .draw = {.seed = tenant_.active_->seed,
                        .purpose = plan.bytes != nullptr ? "bytes of " + plan.rule : "bytes",
                        .label = tenant_.label_,
                        .place = place},
               .size = size,
               .invocation = same ? call_.invocation : std::string(),
               .system = call_.system};
}

}  // namespace krm::mock

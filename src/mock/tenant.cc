#include "mock/tenant.h"

#include <algorithm>
#include <charconv>
#include <utility>

namespace krm::mock {
namespace {

constexpr std::size_t most_calls = 1024;
constexpr std::size_t longest_invocation = 128;
constexpr std::int64_t most_bytes = 4096;  // of an answer, with what a fault adds

std::string_view value_of(const http::HttpRequest& request, std::string_view name) {
  const http::Header* header = http::find(request.headers, name);
  return header == nullptr ? std::string_view{} : std::string_view(header->value);
}

// "attempt=2; max=3", in any order; nothing when there is no such number.
std::optional<std::int64_t> attempt_in(std::string_view text) {
  constexpr std::string_view key = "attempt=";
  while (!text.empty()) {
    const auto end = text.find(';');
    const std::string_view part = http::trim(text.substr(0, end));
    if (part.starts_with(key)) {
      std::int64_t value = 0;
      const char* last = part.data() + part.size();
      const auto [stop, error] = std::from_chars(part.data() + key.size(), last, value);
      if (error == std::errc{} && stop == last && value > 0) return value;
    }
    if (end == std::string_view::npos) break;
    text.remove_prefix(end + 1);
  }
  return std::nullopt;
}

std::size_t size_of(const scenario::Plan& plan) {
  const auto granted = static_cast<std::int64_t>(plan.outcome->number_of_bytes);
  return static_cast<std::size_t>(std::clamp<std::int64_t>(granted + plan.longer, 0, most_bytes));
}

}  // namespace

Tenant::Tenant(std::string name, const Running& running, CallRegister& calls,
               std::atomic<std::uint64_t>& forgotten)
    : label_(running.scenario->stream == scenario::Stream::per_tenant ? std::move(name)
                                                                      : std::string()),
      running_(running),
      register_(calls),
      forgotten_(forgotten),
      counts_(running.scenario->rules.size()),
      calls_(most_calls) {}

Tenant::~Tenant() {
  for (const Call& call : calls_.all()) register_.remove(call.ticket);
}

Decision Tenant::decide(const http::HttpRequest& request, const aws::Signer& signer,
                        const Judged& judged, std::chrono::nanoseconds now) {
  std::optional<CallRegister::Entry> oldest;
  Decision decision{.plan = {.outcome = judged.outcome}};
  {
    const std::scoped_lock lock(mutex_);
    if (!began_) began_ = now;
    // `now` was read before the lock, and another request may have begun the tenant since.
    const auto elapsed = std::max(base::Milliseconds(0),
                                  std::chrono::duration_cast<base::Milliseconds>(now - *began_));
    Call unnamed;
    Call& call = call_of(request, unnamed, oldest);
    ++call.attempts;
    const scenario::Scenario& scenario = *running_.scenario;
    const scenario::Turn turn{
        .seed = running_.seed, .label = label_, .request = requests_++, .elapsed = elapsed};
    const scenario::Seen seen{
        .request = request,
        .outcome = judged.outcome,
        .asked = judged.asked,
        .access_key_id = signer.access_key_id,
        .region = signer.region,
        .call = call.index,
        .attempt = attempt_in(value_of(request, "amz-sdk-request")).value_or(call.attempts)};
    scenario::decide(scenario, seen, turn, counts_, call.verdicts, decision.plan);
    decision.order = order(decision.plan, call);
  }
  if (oldest) {
    ++forgotten_;
    if (const auto tenant = oldest->tenant.lock())
      tenant->forget(oldest->invocation, oldest->ticket);
  }
  return decision;
}

// The one that the request belongs to, or `unnamed` made its own.
Call& Tenant::call_of(const http::HttpRequest& request, Call& unnamed,
                      std::optional<CallRegister::Entry>& oldest) {
  const std::string_view invocation = value_of(request, "amz-sdk-invocation-id");
  const bool named = !invocation.empty() && invocation.size() <= longest_invocation;
  if (named) {
    if (Call* known = calls_.find(invocation)) return *known;
  }
  unnamed.index = calls_begun_++;
  if (!named) return unnamed;
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
  const scenario::Scenario& scenario = *running_.scenario;
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
               .draw = {.seed = running_.seed,
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

#include "scenario/history.h"

#include <algorithm>
#include <map>

namespace krm::scenario {
namespace {

// How late the end of a delivery may be noted. A client that asks again still earlier has not
// waited for the reply.
constexpr std::chrono::milliseconds latest_record{50};

}  // namespace

Call::Outcome Call::outcome() const {
  const auto is_open = [](const Attempt& one) { return !one.ended; };
  if (std::ranges::any_of(attempts, is_open)) return Outcome::open;
  return attempts.back().succeeded() ? Outcome::succeeded : Outcome::failed;
}

bool Call::is_over() const {
  return std::ranges::all_of(
      attempts, [](const Attempt& one) { return one.ended && one.ended != Ended::stopped; });
}

std::int64_t Call::tries() const {
  if (invocation_id.empty()) return std::ranges::count(attempts, false, &Attempt::is_resent);
  return std::ranges::max(attempts, {}, &Attempt::number).number;
}

std::size_t Call::place_of(std::int64_t number) const {
  const auto place = std::ranges::find(attempts, number, &Attempt::number);
  return place == attempts.end() ? attempts.size() - 1
                                 : static_cast<std::size_t>(place - attempts.begin());
}

std::vector<Wait> Call::waits() const {
  std::vector<Wait> waits;
  for (std::size_t i = 1; i < attempts.size(); ++i) {
    const Attempt& before = attempts[i - 1];
    const Attempt& after = attempts[i];
    const bool follows = !after.is_resent && after.number == before.number + 1;
    if (!follows || !before.left || *before.left > after.arrived + latest_record) continue;
    waits.push_back({i, after.number - 1, *gap_before(i)});
  }
  return waits;
}

std::optional<std::chrono::nanoseconds> Call::gap_before(std::size_t attempt) const {
  if (attempt == 0 || !attempts[attempt - 1].left) return std::nullopt;
  return std::max(std::chrono::nanoseconds(0),
                  attempts[attempt].arrived - *attempts[attempt - 1].left);
}

std::optional<std::chrono::nanoseconds> Call::duration() const {
  if (outcome() == Outcome::open) return std::nullopt;
  return *attempts.back().left - attempts.front().arrived;
}

std::uint64_t Call::first_id() const {
  return std::ranges::min(attempts, {}, &Attempt::request).request;
}

std::vector<Call> join(std::vector<AttemptOfCall> attempts) {
  std::vector<Call> calls;
  using Name = std::pair<std::string, std::string>;  // tenant and invocation
  std::map<Name, std::size_t> places;
  for (AttemptOfCall& one : attempts) {
    std::size_t place = calls.size();
    if (!one.invocation_id.empty()) {
      place = places.try_emplace({one.tenant, one.invocation_id}, place).first->second;
    }
    if (place == calls.size()) {
      calls.push_back({.tenant = std::move(one.tenant),
                       .index = one.call,
                       .invocation_id = std::move(one.invocation_id),
                       .client = std::move(one.client)});
    }
    calls[place].attempts.push_back(std::move(one.attempt));
  }
  for (Call& call : calls) std::ranges::stable_sort(call.attempts, {}, &Attempt::arrived);
  return calls;
}

std::uint64_t History::requests() const {
  std::uint64_t requests = 0;
  for (const Call& call : calls) requests += call.attempts.size();
  return requests;
}

}  // namespace krm::scenario

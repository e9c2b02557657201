#include "scenario/expect/attempts_per_call.h"

#include <algorithm>

namespace krm::scenario::expect {

Verdict AttemptsPerCall::judge(const History& history) const {
  Finding finding(in_words("attempt"));
  for (std::size_t i = 0; i < history.calls.size(); ++i) {
    const Call& call = history.calls[i];
    const std::int64_t tries = call.tries();
    const bool may_grow = call.outcome() == Call::Outcome::open;
    // After a first attempt that succeeded nobody tries again.
    const bool had_a_reason = tries > 1 || !std::ranges::all_of(call.attempts, &Attempt::succeeded);
    if ((min && !may_grow) || (max && had_a_reason)) finding.chance();
    const std::string seen = "made " + counted(tries, "attempt");
    if (is_too_many(tries)) {
      finding.breach(i, call.place_of(*max + 1), seen);
    } else if (is_too_few(tries) && !may_grow) {
      finding.ended_early(i, call.attempts.size() - 1, seen);
    }
  }
  return std::move(finding).verdict(
      history.calls.empty() ? no_call
                            : "no attempt failed, so no client had a reason to try again");
}

}  // namespace krm::scenario::expect

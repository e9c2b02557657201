#include "scenario/expect/succeeded.h"

#include <fmt/format.h>

#include "scenario/expect/range.h"

namespace krm::scenario::expect {

Verdict Succeeded::judge(const History& history) const {
  const double share = min.value_or(1);
  Finding finding(which ? "success" : fmt::format("success of at least {:.4g} %", share * 100));
  std::int64_t failed = 0;
  std::int64_t undecided = history.calls_made - static_cast<std::int64_t>(history.calls.size());
  std::optional<std::size_t> first;
  for (std::size_t i = 0; i < history.calls.size(); ++i) {
    const Call& call = history.calls[i];
    // What the end of the server cut off could have gone well.
    if (!call.is_over()) {
      ++undecided;
    } else if (call.outcome() == Call::Outcome::failed) {
      ++failed;
      if (!first) first = i;
    }
  }
  // At best all that is undecided went well.
  const auto best = static_cast<double>(history.calls_made - failed);
  const bool is_broken = best < share * static_cast<double>(history.calls_made) - 1e-9;
  if (is_broken) {
    const Call& call = history.calls[*first];
    const Attempt& last = call.attempts.back();
    finding.ended_early(*first, call.attempts.size() - 1,
                        last.error.empty() ? "failed" : "failed with " + last.error);
  } else if (undecided > 0) {
    return std::move(finding).unless_broken(
        fmt::format("nobody knows how {} ended", counted(undecided, "call")));
  } else if (!history.calls.empty()) {
    finding.chance();
  }
  Verdict verdict = std::move(finding).verdict(no_call);
  if (is_broken) verdict.broken_by = failed;
  return verdict;
}

}  // namespace krm::scenario::expect

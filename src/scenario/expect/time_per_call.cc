#include "scenario/expect/time_per_call.h"

namespace krm::scenario::expect {

Verdict TimePerCall::judge(const History& history) const {
  Finding finding("at most " + in_words(max));
  bool has_open = false;
  for (std::size_t i = 0; i < history.calls.size(); ++i) {
    const Call& call = history.calls[i];
    const auto time = call.duration();
    has_open = has_open || !call.is_over();
    if (!time) continue;
    finding.chance();
    if (*time > max) finding.breach(i, std::nullopt, "took " + in_words(*time));
  }
  if (has_open) return std::move(finding).unless_broken("a call was not over");
  return std::move(finding).verdict(no_call);
}

}  // namespace krm::scenario::expect

#include "scenario/expect/resends.h"

namespace krm::scenario::expect {

Verdict Resends::judge(const History& history) const {
  Finding finding(max == 0 ? "none" : "at most " + std::to_string(max));
  std::int64_t resent = 0;
  for (std::size_t i = 0; i < history.calls.size(); ++i) {
    const auto& attempts = history.calls[i].attempts;
    for (std::size_t k = 0; k < attempts.size(); ++k) {
      finding.chance();
      if (!attempts[k].is_resent || ++resent <= max) continue;
      finding.breach(i, k,
                     max == 0 ? "was sent again below the SDK"
                              : "was sent again below the SDK, the " + counted(resent, "resend") +
                                    " of the tenant");
    }
  }
  return std::move(finding).verdict(no_call);
}

}  // namespace krm::scenario::expect

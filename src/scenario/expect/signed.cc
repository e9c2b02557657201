#include "scenario/expect/signed.h"

namespace krm::scenario::expect {

Verdict Signed::judge(const History& history) const {
  Finding finding("a signature of the right form");
  bool is_unknown = false;
  for (std::size_t i = 0; i < history.calls.size(); ++i) {
    const auto& attempts = history.calls[i].attempts;
    for (std::size_t k = 0; k < attempts.size(); ++k) {
      finding.chance();
      is_unknown = is_unknown || !attempts[k].is_signed;
      if (attempts[k].is_signed == false) finding.breach(i, k, "was not signed, or wrongly");
    }
  }
  if (is_unknown) {
    return std::move(finding).unless_broken(
        "nobody looked at signatures, since the scenario of the run has no \"signed\"");
  }
  return std::move(finding).verdict(no_call);
}

}  // namespace krm::scenario::expect

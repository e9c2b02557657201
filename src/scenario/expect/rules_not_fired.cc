#include "scenario/expect/rules_not_fired.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/quoting.h"

namespace krm::scenario::expect {

Verdict RulesNotFired::judge(const History& history) const {
  Finding finding("nothing that they match");
  for (std::size_t i = 0; i < history.calls.size(); ++i) {
    const auto& attempts = history.calls[i].attempts;
    for (std::size_t k = 0; k < attempts.size(); ++k) {
      finding.chance();
      const std::string& rule = attempts[k].rule;
      if (std::ranges::find(names.names.values, rule) == names.names.values.end()) continue;
      finding.breach(i, k, fmt::format("made the rule {} fire", base::quoted(rule)));
    }
  }
  return std::move(finding).verdict(no_call);
}

}  // namespace krm::scenario::expect

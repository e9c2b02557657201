#include "scenario/expect/operations.h"

#include <fmt/ranges.h>

#include <algorithm>

#include "base/ascii.h"

namespace krm::scenario::expect {

bool Operations::is_name(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, base::is_letter);
}

Verdict Operations::judge(const History& history) const {
  Finding finding(fmt::format("nothing but {}", fmt::join(names.values, ", ")));
  for (std::size_t i = 0; i < history.calls.size(); ++i) {
    const auto& attempts = history.calls[i].attempts;
    for (std::size_t k = 0; k < attempts.size(); ++k) {
      finding.chance();
      const std::string& asked = attempts[k].operation;
      if (std::ranges::find(names.values, asked) != names.values.end()) continue;
      finding.breach(i, k, asked.empty() ? "named no operation" : "asked for " + asked);
    }
  }
  return std::move(finding).verdict(no_call);
}

}  // namespace krm::scenario::expect

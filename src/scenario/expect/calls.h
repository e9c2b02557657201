#pragma once

#include "scenario/expect/range.h"
#include "scenario/verdict.h"

namespace krm::scenario::expect {

struct Calls : Range {
  static constexpr std::string_view name = "calls";
  static constexpr std::string_view help = "how many logical calls a tenant makes";
  static constexpr Loss loss = Loss::hides_nothing;
  static void fields(auto& field) { bounds<0, 1'000'000>(field); }
  Verdict judge(const History& history) const {
    Finding finding(in_words("call"));
    finding.chance();
    const std::string seen = counted(history.calls_made, "call") + " came";
    if (is_too_few(history.calls_made)) finding.lack(seen);
    if (is_too_many(history.calls_made)) finding.breach(seen);
    return std::move(finding).verdict({});
  }
  bool operator==(const Calls&) const = default;
};

}  // namespace krm::scenario::expect

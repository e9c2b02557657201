#pragma once

#include "scenario/expect/range.h"
#include "scenario/verdict.h"

namespace krm::scenario::expect {

struct AttemptsPerCall : Range {
  static constexpr std::string_view name = "attempts_per_call";
  static constexpr std::string_view help = "how often a client may try each logical call";
  static void fields(auto& field) { bounds<1, 1000>(field); }
  Verdict judge(const History& history) const;
  bool operator==(const AttemptsPerCall&) const = default;
};

}  // namespace krm::scenario::expect

#pragma once

#include "scenario/expect/range.h"
#include "scenario/verdict.h"

namespace krm::scenario::expect {

struct TimePerCall {
  static constexpr std::string_view name = "time_per_call";
  static constexpr std::string_view help =
      "how long a call takes, from its first arrival to its last end, with what the server delays";
  static void fields(auto& field) {
    field.required("max", &TimePerCall::max, "at most", Times{Milliseconds(1)});
  }
  Verdict judge(const History& history) const;

  Milliseconds max{0};
  bool operator==(const TimePerCall&) const = default;
};

}  // namespace krm::scenario::expect

#pragma once

#include "scenario/notation.h"

namespace krm::scenario::expect {

struct AttemptsPerCall {
  static constexpr std::string_view name = "attempts_per_call";
  static constexpr std::string_view help = "how often a client may try each logical call";
  static void fields(auto& field) {
    field.required("max", &AttemptsPerCall::max, "attempts, the first included", Integers{1, 1000});
  }

  std::int64_t max = 1;
  bool operator==(const AttemptsPerCall&) const = default;
};

}  // namespace krm::scenario::expect

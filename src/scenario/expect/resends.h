#pragma once

#include "scenario/expect/range.h"
#include "scenario/verdict.h"

namespace krm::scenario::expect {

struct Resends {
  static constexpr std::string_view name = "resends";
  static constexpr std::string_view help =
      "how many requests of a tenant the HTTP client below its SDK sends again by itself";
  static void fields(auto& field) {
    field.required("max", &Resends::max, "at most so many", Integers{0, 1'000'000});
  }
  Verdict judge(const History& history) const;

  std::int64_t max = 0;
  bool operator==(const Resends&) const = default;
};

}  // namespace krm::scenario::expect

#pragma once

#include <array>

#include "scenario/notation.h"
#include "scenario/verdict.h"

namespace krm::scenario::expect {

enum class Variety { some };
constexpr std::array<std::pair<std::string_view, Variety>, 1> words_of(Variety) {
  return {{{"some", Variety::some}}};
}
constexpr std::string_view family_of(Variety) { return "amount of jitter"; }

// Over at least 20 waits before the same attempt number, not all are alike within 1 %.
struct Jitter {
  static constexpr std::string_view name = "jitter";
  static constexpr std::string_view help =
      "some: waits before the same attempt are not all alike; takes 20 of them";
  static constexpr std::string_view shorthand = "amount";
  static constexpr bool bare = true;
  static void fields(auto& field) { field.required("amount", &Jitter::amount, help); }
  Verdict judge(const History& history) const;

  Variety amount = Variety::some;
  bool operator==(const Jitter&) const = default;
};

}  // namespace krm::scenario::expect

#pragma once

#include <array>
#include <utility>

#include "scenario/notation.h"

namespace krm::scenario::expect {

enum class WhichRules { all };
constexpr std::array<std::pair<std::string_view, WhichRules>, 1> words_of(WhichRules) {
  return {{{"all", WhichRules::all}}};
}
constexpr std::string_view family_of(WhichRules) { return "choice of rules"; }

struct RulesFired {
  static constexpr std::string_view name = "rules_fired";
  static constexpr std::string_view help = "rules that must have fired: no fault is left over";
  static constexpr std::string_view shorthand = "which";
  static constexpr bool bare = true;
  static void fields(auto& field) { field.required("which", &RulesFired::which, help); }

  WhichRules which = WhichRules::all;
  bool operator==(const RulesFired&) const = default;
};

}  // namespace krm::scenario::expect

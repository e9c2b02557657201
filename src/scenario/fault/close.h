#pragma once

#include "scenario/notation.h"
#include "scenario/plan.h"
#include "scenario/rule_dice.h"
#include "scenario/slot.h"

namespace krm::scenario::fault {

// The connection ends and nobody says why.
struct Close {
  static constexpr std::string_view name = "close";
  static constexpr std::string_view help = "closes the connection without a reply";
  static constexpr Slot slot = Slot::outcome;
  static void fields(auto&) {}

  void apply(Plan& plan, const RuleDice&) const {
    plan.delivery.cut = http::Cut{.with = http::Cut::With::fin, .after = {}};
  }
  bool operator==(const Close&) const = default;
};

}  // namespace krm::scenario::fault

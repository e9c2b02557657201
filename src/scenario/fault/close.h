#pragma once

#include "scenario/fault_traits.h"

namespace krm::scenario::fault {

// Close ends the connection, and nobody says why.
struct Close {
  static constexpr std::string_view name = "close";
  static constexpr std::string_view help = "closes the connection without a reply";
  static constexpr Slot slot = Slot::outcome;
  static constexpr std::array excludes{
      no_reply,
      Exclusion{Part::connection, "the connection is closed as it is; take one of the two away"}};
  static void fields(auto&) {}

  void apply(Plan& plan, const RuleDice&) const {
    plan.delivery.cut = http::Cut{.with = http::Cut::With::fin, .after = {}};
  }
  bool operator==(const Close&) const = default;
};

}  // namespace krm::scenario::fault

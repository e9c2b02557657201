#pragma once

#include "scenario/fault_traits.h"

namespace krm::scenario::fault {

// Stall plays a server that falls silent.
struct Stall {
  static constexpr std::string_view name = "stall";
  static constexpr std::string_view help =
      "holds the reply back; without a time until the client leaves";
  static constexpr std::string_view shorthand = "for";
  static constexpr Slot slot = Slot::pace;
  static void fields(auto& field) {
    field("after", &Stall::after,
          "bytes of the body before it; without it not even the head is sent", Integers{0, 8192});
    field("for", &Stall::time, "how long", Times{Milliseconds(1)});
  }

  void apply(Plan& plan, const RuleDice&) const {
    http::Stall& stall = plan.delivery.stall.emplace();
    if (after) stall.after = static_cast<std::size_t>(*after);
    stall.time = time;
  }

  std::optional<std::int64_t> after;
  std::optional<Milliseconds> time;
  bool operator==(const Stall&) const = default;
};

}  // namespace krm::scenario::fault

#pragma once

#include "scenario/fault_traits.h"

namespace krm::scenario::fault {

// Drip makes a reply come in small pieces.
struct Drip {
  static constexpr std::string_view name = "drip";
  static constexpr std::string_view help = "sends the body a few bytes at a time";
  static constexpr Slot slot = Slot::pace;
  static constexpr Part acts_on = Part::reply;
  static void fields(auto& field) {
    field.required("bytes", &Drip::bytes, "of a piece", Integers{1, 8192});
    field.required("every", &Drip::every, "from one to the next",
                   Times{Milliseconds(1), std::chrono::hours(1)});
  }

  void apply(Plan& plan, const RuleDice&) const {
    plan.delivery.drip = http::Drip{static_cast<std::size_t>(bytes), every};
  }

  std::int64_t bytes = 1;
  Milliseconds every{1};
  bool operator==(const Drip&) const = default;
};

}  // namespace krm::scenario::fault

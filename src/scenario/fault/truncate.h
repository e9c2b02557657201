#pragma once

#include "scenario/fault_traits.h"

namespace krm::scenario::fault {

// Truncate ends a body before its Content-Length does.
struct Truncate {
  static constexpr std::string_view name = "truncate";
  static constexpr std::string_view help =
      "closes after so many bytes of the body, under the full Content-Length";
  static constexpr std::string_view shorthand = "after";
  static constexpr Slot slot = Slot::cut;
  static constexpr Part acts_on = Part::connection;
  static void fields(auto& field) {
    field.required("after", &Truncate::after, "bytes of the body that are sent", Integers{0, 8192});
  }

  void apply(Plan& plan, const RuleDice&) const {
    plan.delivery.cut =
        http::Cut{.with = http::Cut::With::fin, .after = static_cast<std::size_t>(after)};
  }

  std::int64_t after = 0;
  bool operator==(const Truncate&) const = default;
};

}  // namespace krm::scenario::fault

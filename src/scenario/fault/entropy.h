#pragma once

#include "scenario/entropy_source.h"
#include "scenario/fault_traits.h"

namespace krm::scenario::fault {

// Entropy gives other bytes for this answer. The source counts only the calls of its rule.
struct Entropy {
  static constexpr std::string_view name = "entropy";
  static constexpr std::string_view help = "takes the bytes from another source";
  static constexpr std::string_view shorthand = "from";
  static constexpr bool bare = true;
  static constexpr Slot slot = Slot::bytes;
  static constexpr Part acts_on = Part::random_bytes;
  static void fields(auto& field) { field.required("from", &Entropy::from, "the source"); }

  void apply(Plan& plan, const RuleDice&) const { plan.bytes = &from; }

  EntropySource from;
  bool operator==(const Entropy&) const = default;
};

}  // namespace krm::scenario::fault

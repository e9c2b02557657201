// Cms makes a CiphertextForRecipient that does not open: its form, its key or its content is wrong.
// It does nothing to a reply without one.
#pragma once

#include "scenario/fault_traits.h"

namespace krm::scenario {

constexpr std::array<std::pair<std::string_view, CmsDamage>, 3> words_of(CmsDamage) {
  return {{{"truncate", CmsDamage::truncate},
           {"wrong_key", CmsDamage::wrong_key},
           {"flip", CmsDamage::flip}}};
}
constexpr std::string_view family_of(CmsDamage) { return "damage"; }

namespace fault {

struct Cms {
  static constexpr std::string_view name = "cms";
  static constexpr std::string_view help =
      "damages the CiphertextForRecipient: truncate, half of it is missing; wrong_key, its key is "
      "encrypted for somebody else; flip, a bit of its content is another, and so the padding "
      "wrong";
  static constexpr std::string_view shorthand = "damage";
  static constexpr bool bare = true;
  static constexpr Slot slot = Slot::content;
  static constexpr Part acts_on = Part::sealed_bytes;
  static void fields(auto& field) { field.required("damage", &Cms::damage, "how"); }

  void apply(Plan& plan, const RuleDice&) const { plan.cms = damage; }

  CmsDamage damage = CmsDamage::truncate;
  bool operator==(const Cms&) const = default;
};

}  // namespace fault
}  // namespace krm::scenario

#pragma once

#include <array>
#include <utility>

#include "scenario/fields.h"
#include "scenario/plan.h"
#include "scenario/rule_dice.h"
#include "scenario/slot.h"

namespace krm::scenario::fault {

// A CiphertextForRecipient that does not open.
enum class CmsDamage { truncate, wrong_key, flip };

constexpr std::array<std::pair<std::string_view, CmsDamage>, 3> words_of(CmsDamage) {
  return {{{"truncate", CmsDamage::truncate},
           {"wrong_key", CmsDamage::wrong_key},
           {"flip", CmsDamage::flip}}};
}
constexpr std::string_view family_of(CmsDamage) { return "damage"; }

struct Cms {
  static constexpr std::string_view name = "cms";
  static constexpr std::string_view help = "damages the CiphertextForRecipient";
  static constexpr std::string_view shorthand = "damage";
  static constexpr bool bare = true;
  static constexpr bool pending = true;
  static constexpr Slot slot = Slot::content;
  static void fields(auto& field) { field.required("damage", &Cms::damage, "how"); }

  CmsDamage damage = CmsDamage::truncate;
  bool operator==(const Cms&) const = default;
};

}  // namespace krm::scenario::fault

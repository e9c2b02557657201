#pragma once

#include "kms/key_stores.h"
#include "scenario/fault_traits.h"
#include "scenario/names.h"

namespace krm::scenario::fault {

// KeyStore moves key stores to other states, together with the decision of its rule.
struct KeyStore {
  static constexpr std::string_view name = "key_store";
  static constexpr std::string_view help = "moves key stores to other states after this request";
  static constexpr std::string_view shorthand = "to";
  static constexpr bool bare = true;
  static constexpr Slot slot = Slot::state;
  static void fields(auto& field) {
    field.required("to", &KeyStore::to, "id and state of each",
                   {key_store_id, {}, known_key_store});
  }

  void apply(Plan& plan, const RuleDice&) const {
    for (const auto& [id, state] : to) plan.moves.push_back({id, state});
  }

  Table<kms::ConnectionState> to;
  bool operator==(const KeyStore&) const = default;
};

}  // namespace krm::scenario::fault

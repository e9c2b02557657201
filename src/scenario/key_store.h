// A KeyStore is a custom key store of a scenario.
#pragma once

#include "kms/key_stores.h"
#include "scenario/notation.h"

namespace krm::scenario {

struct KeyStore : kms::KeyStore {
  static constexpr std::string_view name = "key store";
  static constexpr std::string_view help = "a custom key store";
  static constexpr std::string_view shorthand = "state";
  static void fields(auto& field) {
    field("type", &KeyStore::type, "EXTERNAL_KEY_STORE gives no random bytes");
    field("state", &KeyStore::state, "only CONNECTED gives random bytes");
  }
  bool operator==(const KeyStore&) const = default;
};

}  // namespace krm::scenario

// Custom key stores, as far as GenerateRandom can see them. An account has none by default.
//
// Thread-safety: plain values; as safe as any map.
#pragma once

#include <array>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <utility>

#include "kms/model.h"

namespace krm::kms {

// The words are those of the enumerations of the service model (MODEL: CustomKeyStoreType,
// ConnectionStateType).
enum class KeyStoreType { aws_cloudhsm, external_key_store };
enum class ConnectionState { connected, connecting, failed, disconnected, disconnecting };

constexpr std::array<std::pair<std::string_view, KeyStoreType>, 2> words_of(KeyStoreType) {
  return {{{"AWS_CLOUDHSM", KeyStoreType::aws_cloudhsm},
           {"EXTERNAL_KEY_STORE", KeyStoreType::external_key_store}}};
}
constexpr std::string_view family_of(KeyStoreType) { return "key store type"; }

constexpr std::array<std::pair<std::string_view, ConnectionState>, 5> words_of(ConnectionState) {
  return {{{"CONNECTED", ConnectionState::connected},
           {"CONNECTING", ConnectionState::connecting},
           {"FAILED", ConnectionState::failed},
           {"DISCONNECTED", ConnectionState::disconnected},
           {"DISCONNECTING", ConnectionState::disconnecting}}};
}
constexpr std::string_view family_of(ConnectionState) { return "state"; }

struct KeyStore {
  KeyStoreType type = KeyStoreType::aws_cloudhsm;
  ConnectionState state = ConnectionState::connected;

  bool operator==(const KeyStore&) const = default;
};

// The key stores of an account, by id.
using KeyStores = std::map<std::string, KeyStore, std::less<>>;

// The stage `key store`. Passes a request that names no key store, or one that can give random
// bytes. Otherwise fails with one of:
//   CustomKeyStoreNotFoundException      an unknown id (REAL)
//   UnsupportedOperationException        an external store in any state (DOC; that the type is
//                                        checked first is a GUESS)
//   CustomKeyStoreInvalidStateException  any state but CONNECTED (DOC)
Passed check_key_store(const GenerateRandomRequest& request, const KeyStores& stores);

}  // namespace krm::kms

// Custom key stores: their states, and how they change. An account has none by default.
//
// Thread-safety: plain values; as safe as any map.
#pragma once

#include <array>
#include <chrono>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "kms/connection_error_code.h"
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

// How a ConnectCustomKeyStore goes on. AWS takes minutes (DOC); without terms it takes no time.
struct ConnectTerms {
  enum class Ends { connected, failed };
  std::chrono::milliseconds takes{0};
  Ends ends = Ends::connected;
  std::optional<ConnectionErrorCode> error_code{};  // where it fails; else that of the store
  const aws::ErrorEntry* refused = nullptr;         // it does not even begin
};
constexpr std::array<std::pair<std::string_view, ConnectTerms::Ends>, 2> words_of(
    ConnectTerms::Ends) {
  return {{{"CONNECTED", ConnectTerms::Ends::connected}, {"FAILED", ConnectTerms::Ends::failed}}};
}
constexpr std::string_view family_of(ConnectTerms::Ends) { return "end"; }

struct KeyStore {
  // A state that comes by itself, at a time of the tenant's clock.
  struct Change {
    std::chrono::nanoseconds at;
    ConnectionState to;
  };

  KeyStoreType type = KeyStoreType::aws_cloudhsm;
  ConnectionState state = ConnectionState::connected;
  std::string name{};
  ConnectTerms connect{};
  std::chrono::milliseconds disconnect_takes{0};
  ConnectionErrorCode error_code = ConnectionErrorCode::internal_error;  // where it is FAILED
  std::optional<Change> next{};                                          // is under way
  bool failed_to_connect = false;  // so it is FAILED, and not because something moved it

  // Returns the code that a FAILED store shows.
  ConnectionErrorCode failure() const;
};

// The key stores of an account, by id.
using KeyStores = std::map<std::string, KeyStore, std::less<>>;

// Puts a store into a state. What was under way ends there.
void move(KeyStore& store, ConnectionState to);
// Lets what is under way happen, if its time has come.
void let_pass(KeyStore& store, std::chrono::nanoseconds now);

// Pass a store that can be connected or disconnected. Otherwise fail with
// CustomKeyStoreInvalidStateException (DOC: its text, which lists the states), or with what the
// terms of the store say.
Passed check_connect(const KeyStore& store);
Passed check_disconnect(const KeyStore& store);

// Begin to connect or disconnect a store, at `now`. To connect one that is connected, or is about
// to be, changes nothing (GUESS). REQUIRES: the check has passed.
void connect(KeyStore& store, std::chrono::nanoseconds now);
void disconnect(KeyStore& store, std::chrono::nanoseconds now);

// Returns the store, or fails with CustomKeyStoreNotFoundException (REAL).
tl::expected<const KeyStore*, aws::Failure> store_named(std::string_view id,
                                                        const KeyStores& stores);

// The stage `key store`. Passes a request that names no key store, or one that can give random
// bytes. Otherwise fails with one of:
//   CustomKeyStoreNotFoundException      an unknown id (REAL)
//   UnsupportedOperationException        an external store in any state (DOC; that the type is
//                                        checked first is a GUESS)
//   CustomKeyStoreInvalidStateException  any state but CONNECTED (DOC)
Passed check_key_store(const Asked& asked, const KeyStores& stores);

}  // namespace krm::kms

#include "kms/key_stores.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "base/log.h"

namespace krm::kms {
namespace {

constexpr std::array<std::pair<std::string_view, KeyStoreType>, 2> types{{
    {"AWS_CLOUDHSM", KeyStoreType::aws_cloudhsm},
    {"EXTERNAL_KEY_STORE", KeyStoreType::external_key_store},
}};

constexpr std::array<std::pair<std::string_view, ConnectionState>, 5> states{{
    {"CONNECTED", ConnectionState::connected},
    {"CONNECTING", ConnectionState::connecting},
    {"FAILED", ConnectionState::failed},
    {"DISCONNECTED", ConnectionState::disconnected},
    {"DISCONNECTING", ConnectionState::disconnecting},
}};

template <typename Table>
auto value_of(const Table& table, std::string_view wire)
    -> std::optional<typename Table::value_type::second_type> {
  const auto found = std::ranges::find(table, wire, &Table::value_type::first);
  if (found == table.end()) return std::nullopt;
  return found->second;
}

template <typename Table, typename Value>
std::string_view name_of(const Table& table, Value value) {
  return std::ranges::find(table, value, &Table::value_type::second)->first;
}

}  // namespace

std::optional<KeyStoreType> key_store_type(std::string_view wire) { return value_of(types, wire); }
std::optional<ConnectionState> connection_state(std::string_view wire) {
  return value_of(states, wire);
}
std::string_view wire_name(KeyStoreType type) { return name_of(types, type); }
std::string_view wire_name(ConnectionState state) { return name_of(states, state); }

tl::expected<void, aws::Error> check_key_store(const KeyStores& stores, std::string_view id) {
  const auto store = stores.find(id);
  if (store == stores.end()) {
    return tl::unexpected(aws::Error("CustomKeyStoreNotFoundException", {},
                                     fmt::format("there is no key store {}", base::quoted(id))));
  }
  if (store->second.type == KeyStoreType::external_key_store) {
    return tl::unexpected(aws::Error("UnsupportedOperationException", {},
                                     fmt::format("key store {} is external", base::quoted(id))));
  }
  if (store->second.state != ConnectionState::connected) {
    return tl::unexpected(aws::Error(
        "CustomKeyStoreInvalidStateException", {},
        fmt::format("key store {} is {}", base::quoted(id), wire_name(store->second.state))));
  }
  return {};
}

}  // namespace krm::kms

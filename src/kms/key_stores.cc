#include "kms/key_stores.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/log.h"

namespace krm::kms {
namespace {

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

std::optional<KeyStoreType> key_store_type(std::string_view wire) {
  return value_of(key_store_types, wire);
}
std::optional<ConnectionState> connection_state(std::string_view wire) {
  return value_of(connection_states, wire);
}
std::string_view wire_name(KeyStoreType type) { return name_of(key_store_types, type); }
std::string_view wire_name(ConnectionState state) { return name_of(connection_states, state); }

Checked check_key_store(GenerateRandomRequest request, const KeyStores& stores) {
  if (!request.custom_key_store_id) return request;
  const std::string& id = *request.custom_key_store_id;
  const auto refuse = [&id](const aws::ErrorEntry& entry, std::string_view what) {
    return tl::unexpected<aws::Failure>(
        aws::Error(entry, {}, fmt::format("key store {} {}", base::quoted(id), what)));
  };
  const auto found = stores.find(id);
  if (found == stores.end()) {
    return refuse(aws::error_named("CustomKeyStoreNotFoundException"), "does not exist");
  }
  const KeyStore& store = found->second;
  if (store.type == KeyStoreType::external_key_store) {
    return refuse(aws::error_named("UnsupportedOperationException"), "is external");
  }
  if (store.state != ConnectionState::connected) {
    return refuse(aws::error_named("CustomKeyStoreInvalidStateException"),
                  fmt::format("is {}", wire_name(store.state)));
  }
  return request;
}

}  // namespace krm::kms

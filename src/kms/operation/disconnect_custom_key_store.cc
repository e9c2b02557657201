#include "kms/operation/disconnect_custom_key_store.h"

#include <array>

namespace krm::kms {
namespace {

constexpr std::array<std::string_view, 1> members_of_disconnect{"CustomKeyStoreId"};

Passed can_be_disconnected(const Asked& asked, const KeyStores& stores) {
  return store_named(*asked.custom_key_store_id, stores).and_then([](const KeyStore* store) {
    return check_disconnect(*store);
  });
}

std::string disconnect_store(const Asked& asked, KeyStores& stores, std::chrono::nanoseconds now) {
  disconnect(stores.find(*asked.custom_key_store_id)->second, now);
  return "{}";
}

}  // namespace

constinit const Operation disconnect_custom_key_store{
    .name = "DisconnectCustomKeyStore",
    .members = members_of_disconnect,
    .required_by_model = members_of_disconnect,
    .key_store = can_be_disconnected,
    .answer = disconnect_store,
    .documented_rate = documented_rate_of_store_operations,
    .is_about_key_stores = true,
};

}  // namespace krm::kms

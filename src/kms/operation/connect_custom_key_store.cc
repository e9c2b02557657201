#include "kms/operation/connect_custom_key_store.h"

#include <array>

namespace krm::kms {
namespace {

constexpr std::array<std::string_view, 1> members_of_connect{"CustomKeyStoreId"};

Passed can_be_connected(const Asked& asked, const KeyStores& stores) {
  return store_named(*asked.custom_key_store_id, stores).and_then([](const KeyStore* store) {
    return check_connect(*store);
  });
}

// DOC conflict: the API reference shows an object without members, and says "empty HTTP body". All
// SDKs take either.
std::string connect_store(const Asked& asked, KeyStores& stores, std::chrono::nanoseconds now) {
  connect(stores.find(*asked.custom_key_store_id)->second, now);
  return "{}";
}

}  // namespace

constinit const Operation connect_custom_key_store{
    .name = "ConnectCustomKeyStore",
    .members = members_of_connect,
    .required_by_model = members_of_connect,
    .key_store = can_be_connected,
    .answer = connect_store,
    .documented_rate = documented_rate_of_store_operations,
    .is_about_key_stores = true,
};

}  // namespace krm::kms

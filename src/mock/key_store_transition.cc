#include "mock/key_store_transition.h"

#include <fmt/format.h>

#include "base/log.h"

namespace krm::mock {

void move(kms::KeyStores& stores, const std::string& id, kms::ConnectionState to,
          std::string_view cause, std::vector<KeyStoreTransition>& transitions) {
  const auto store = stores.find(id);
  if (store == stores.end() || store->second.state == to) return;
  transitions.push_back({id, store->second.state, to, std::string(cause)});
  store->second.state = to;
}

std::string described(const KeyStoreTransition& transition, std::string_view tenant) {
  return fmt::format("key store {} of {}: {} -> {} by {}", base::quoted(transition.id),
                     tenant.empty() ? "the unsigned tenant" : base::quoted(tenant),
                     kms::wire_name(transition.from), kms::wire_name(transition.to),
                     transition.cause);
}

}  // namespace krm::mock

#include "kms/key_stores.h"

#include <fmt/format.h>

#include "base/quoting.h"
#include "base/words.h"

namespace krm::kms {

Passed check_key_store(const GenerateRandomRequest& request, const KeyStores& stores) {
  if (!request.custom_key_store_id) return {};
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
                  fmt::format("is {}", base::word_of(store.state)));
  }
  return {};
}

}  // namespace krm::kms

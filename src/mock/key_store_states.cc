#include "mock/key_store_states.h"

#include <utility>

#include "base/quoting.h"
#include "base/words.h"

namespace krm::mock {

void change_state(kms::KeyStores& stores, const std::string& id, kms::ConnectionState to,
                  std::string_view cause, const KeyStoreNews& news) {
  const auto store = stores.find(id);
  if (store == stores.end() || store->second.state == to) return;
  const kms::ConnectionState from = std::exchange(store->second.state, to);
  news.log.say(base::Level::info, "key store {} of {}: {} -> {} by {}", base::quoted(id),
               news.tenant.empty() ? "the unsigned tenant" : base::quoted(news.tenant),
               base::word_of(from), base::word_of(to), cause);
}

}  // namespace krm::mock

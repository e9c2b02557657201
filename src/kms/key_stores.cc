#include "kms/key_stores.h"

#include <fmt/format.h>

#include <utility>

#include "base/quoting.h"
#include "base/words.h"

namespace krm::kms {
namespace {

using enum ConnectionState;

tl::unexpected<aws::Failure> refuse(const aws::ErrorEntry& entry, std::string why) {
  return tl::unexpected<aws::Failure>(aws::Error(entry, {}, std::move(why)));
}

tl::unexpected<aws::Failure> refuse_state(const KeyStore& store, std::string_view wish) {
  return refuse(
      aws::error_named("CustomKeyStoreInvalidStateException"),
      fmt::format("a key store that is {} cannot be {}", base::word_of(store.state), wish));
}

// One that takes no time happens at once.
void begin(KeyStore& store, ConnectionState meanwhile, KeyStore::Change change,
           std::chrono::nanoseconds now) {
  move(store, meanwhile);
  store.next = change;
  let_pass(store, now);
}

}  // namespace

ConnectionErrorCode KeyStore::failure() const {
  return failed_to_connect ? connect.error_code.value_or(error_code) : error_code;
}

void move(KeyStore& store, ConnectionState to) {
  store.state = to;
  store.next.reset();
  store.failed_to_connect = false;
}

void let_pass(KeyStore& store, std::chrono::nanoseconds now) {
  if (!store.next || store.next->at > now) return;
  move(store, store.next->to);
  store.failed_to_connect = store.state == failed;
}

Passed check_connect(const KeyStore& store) {
  if (store.state == failed || store.state == disconnecting) {
    return refuse_state(store, "connected");
  }
  const bool begins = store.state == disconnected;
  if (begins && store.connect.refused != nullptr) {
    return refuse(*store.connect.refused, "the scenario refuses to connect this key store");
  }
  return {};
}

Passed check_disconnect(const KeyStore& store) {
  if (store.state == disconnected || store.state == disconnecting) {
    return refuse_state(store, "disconnected");
  }
  return {};
}

void connect(KeyStore& store, std::chrono::nanoseconds now) {
  if (store.state != disconnected) return;
  const bool fails = store.connect.ends == ConnectTerms::Ends::failed;
  begin(store, connecting, {now + store.connect.takes, fails ? failed : connected}, now);
}

void disconnect(KeyStore& store, std::chrono::nanoseconds now) {
  begin(store, disconnecting, {now + store.disconnect_takes, disconnected}, now);
}

tl::expected<const KeyStore*, aws::Failure> store_named(std::string_view id,
                                                        const KeyStores& stores) {
  const auto found = stores.find(id);
  if (found != stores.end()) return &found->second;
  return refuse(aws::error_named("CustomKeyStoreNotFoundException"),
                fmt::format("key store {} does not exist", base::quoted(id)));
}

Passed check_key_store(const Asked& asked, const KeyStores& stores) {
  if (!asked.custom_key_store_id) return {};
  const std::string& id = *asked.custom_key_store_id;
  const auto store = store_named(id, stores);
  if (!store) return tl::unexpected(store.error());
  const auto says = [&id](std::string_view what) {
    return fmt::format("key store {} is {}", base::quoted(id), what);
  };
  if ((*store)->type == KeyStoreType::external_key_store) {
    return refuse(aws::error_named("UnsupportedOperationException"), says("external"));
  }
  if ((*store)->state != connected) {
    return refuse(aws::error_named("CustomKeyStoreInvalidStateException"),
                  says(base::word_of((*store)->state)));
  }
  return {};
}

}  // namespace krm::kms

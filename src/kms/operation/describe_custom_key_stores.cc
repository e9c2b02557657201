#include "kms/operation/describe_custom_key_stores.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/base64.h"
#include "base/json_writer.h"
#include "base/key_text.h"
#include "base/words.h"

namespace krm::kms {
namespace {

constexpr std::array<std::string_view, 4> members_of_describe{
    "CustomKeyStoreId", "CustomKeyStoreName", "Limit", "Marker"};

constexpr int default_limit = 100;  // GUESS: that of ListKeys (DOC)

// What a scenario says nothing of. The date is that of the API reference's example, as Java writes
// a double there (DOC). No cluster and no proxy stands behind a store.
constexpr std::string_view creation_date = "1.499288695918E9";
constexpr std::string_view trust_anchor =
    "-----BEGIN CERTIFICATE-----\nbm90IGEgY2VydGlmaWNhdGU=\n-----END CERTIFICATE-----";

// A marker names the store that the next page begins with.
std::string marker_of(std::string_view id) { return base::to_base64(base::bytes_of(id)); }

using Place = KeyStores::const_iterator;

Place named(std::string_view name, const KeyStores& stores) {
  return std::ranges::find(stores, name,
                           [](const auto& entry) -> std::string_view { return entry.second.name; });
}

Place marked(std::string_view marker, const KeyStores& stores) {
  return std::ranges::find(stores, marker,
                           [](const auto& entry) { return marker_of(entry.first); });
}

Passed not_both(const Asked& asked) {
  if (!asked.custom_key_store_id || !asked.custom_key_store_name) return {};
  return tl::unexpected<aws::Failure>(
      aws::Error(aws::error_named("ValidationException"),
                 "CustomKeyStoreId and CustomKeyStoreName cannot be given together."));  // GUESS
}

// An unknown id or name is an error, not an empty list (DOC).
Passed can_be_described(const Asked& asked, const KeyStores& stores) {
  if (asked.custom_key_store_id) {
    return store_named(*asked.custom_key_store_id, stores).map([](const KeyStore*) {});
  }
  if (const auto& name = asked.custom_key_store_name;
      name && named(*name, stores) == stores.end()) {
    return tl::unexpected<aws::Failure>(aws::Error(
        aws::error_named("CustomKeyStoreNotFoundException"), {}, "no key store has this name"));
  }
  if (asked.marker && marked(*asked.marker, stores) == stores.end()) {
    return tl::unexpected<aws::Failure>(aws::Error(aws::error_named("InvalidMarkerException"), {},
                                                   "no reply has given out this marker"));
  }
  return {};
}

// Eleven of the characters that an id of a cluster is made of (MODEL: CloudHsmClusterIdType).
std::string cluster_of(std::string_view id) {
  constexpr std::string_view alphabet = "abcdefghijklmnopqrstuvwxyz234567";
  const auto digest = base::digest(id);
  std::string cluster = "cluster-";
  for (std::size_t i = 0; i < 11; ++i) cluster += alphabet[digest[i] % alphabet.size()];
  return cluster;
}

void write_proxy(base::JsonWriter& json) {
  json.key("XksProxyConfiguration").begin_object();
  json.member("AccessKeyId", "ABCDE23456723EXAMPLE");
  json.member("Connectivity", "PUBLIC_ENDPOINT");
  json.member("UriEndpoint", "https://myproxy.xks.example.com");
  json.member("UriPath", "/kms/xks/v1");
  json.end();
}

// The members stand in the order of the alphabet (DOC: the example of the API reference).
void write_store(const std::string& id, const KeyStore& store, base::JsonWriter& json) {
  const bool is_external = store.type == KeyStoreType::external_key_store;
  json.begin_object();
  if (!is_external) json.member("CloudHsmClusterId", std::string_view(cluster_of(id)));
  if (store.state == ConnectionState::failed) {
    json.member("ConnectionErrorCode", base::word_of(store.failure()));
  }
  json.member("ConnectionState", base::word_of(store.state));
  json.key("CreationDate").put_json(creation_date);
  json.member("CustomKeyStoreId", std::string_view(id));
  json.member("CustomKeyStoreName", std::string_view(store.name));
  json.member("CustomKeyStoreType", base::word_of(store.type));
  if (is_external) {
    write_proxy(json);
  } else {
    json.member("TrustAnchorCertificate", trust_anchor);
  }
  json.end();
}

// Returns the stores that are asked for, without regard to the limit.
std::pair<Place, Place> range_of(const Asked& asked, const KeyStores& stores) {
  const auto alone = [](Place place) { return std::pair(place, std::next(place)); };
  if (asked.custom_key_store_id) return alone(stores.find(*asked.custom_key_store_id));
  if (asked.custom_key_store_name) return alone(named(*asked.custom_key_store_name, stores));
  return {asked.marker ? marked(*asked.marker, stores) : stores.begin(), stores.end()};
}

// GUESS: Truncated stands there also where it is false, as in replies of ListKeys (REAL).
std::string list_of_stores(const Asked& asked, KeyStores& stores, std::chrono::nanoseconds) {
  auto [place, end] = range_of(asked, stores);
  base::JsonWriter json;
  json.begin_object().key("CustomKeyStores").begin_list();
  for (int left = asked.limit.value_or(default_limit); left > 0 && place != end; --left, ++place) {
    write_store(place->first, place->second, json);
  }
  json.end();
  if (place != end) json.member("NextMarker", std::string_view(marker_of(place->first)));
  json.member("Truncated", place != end);
  return json.end().text();
}

}  // namespace

constinit const Operation describe_custom_key_stores{
    .name = "DescribeCustomKeyStores",
    .members = members_of_describe,
    .required = not_both,
    .key_store = can_be_described,
    .answer = list_of_stores,
    .documented_rate = documented_rate_of_store_operations,
    .is_about_key_stores = true,
};

}  // namespace krm::kms

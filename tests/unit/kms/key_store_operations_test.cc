// Describe, Connect and Disconnect as values: what they check, and what they change.
#include <gtest/gtest.h>

#include <array>
#include <chrono>
#include <string>

#include "base/words.h"
#include "kms/constraints.h"
#include "kms/operations.h"

namespace krm::kms {
namespace {

using namespace std::chrono_literals;

const Operation& operation(const std::string& name) {
  return *operation_of_target("TrentService." + name);
}

Asked about(std::string id) {
  Asked asked;
  asked.custom_key_store_id = std::move(id);
  return asked;
}

// The body of the reply, or that of the error.
std::string answer(const std::string& name, const Asked& asked, KeyStores& stores,
                   std::chrono::nanoseconds now = 0ns) {
  const Operation& one = operation(name);
  Passed passed = check_constraints(asked, one.required_by_model);
  if (passed) passed = one.required(asked);
  if (passed) passed = one.key_store(asked, stores);
  if (!passed) return std::get<aws::Error>(passed.error()).body();
  return one.answer(asked, stores, now);
}

KeyStores with(ConnectionState state) { return {{"cks-1", {.state = state, .name = "one"}}}; }

std::string state_of(const KeyStores& stores) {
  return std::string(base::word_of(stores.at("cks-1").state));
}

constexpr const char* invalid_state = R"({"__type":"CustomKeyStoreInvalidStateException"})";

TEST(Operations, AreKnownByTheirTargetToTheLetter) {
  for (const Operation* one : operations()) {
    EXPECT_EQ(operation_of_target("TrentService." + std::string(one->name)), one);
  }
  for (const auto* target : {"GenerateRandom", "trentservice.GenerateRandom", "TrentService.",
                             "TrentService.generaterandom", "TrentService.Encrypt", ""}) {
    EXPECT_EQ(operation_of_target(target), nullptr) << target;
  }
}

TEST(Operations, OfTheModelThatAreNotAnsweredAreNamed) {
  const auto body = [](const char* target) {
    const std::string text = target;
    return unknown_operation(&text).body();
  };
  EXPECT_EQ(body("TrentService.Encrypt"),
            R"({"__type":"UnknownOperationException","message":"kms-random-mock does not simulate )"
            R"(Encrypt; it answers GenerateRandom, DescribeCustomKeyStores, ConnectCustomKeyStore )"
            R"(and DisconnectCustomKeyStore. --upstream URL sends the rest to an emulator."})");
  for (const auto* target : {"TrentService.Encrypt2", "Encrypt", "X.Encrypt", "TrentService.",
                             "TrentService.A.Encrypt", "DynamoDB_20120810.ListTables"}) {
    EXPECT_EQ(body(target), R"({"__type":"UnknownOperationException"})") << target;
  }
  EXPECT_EQ(unknown_operation(nullptr).why(), "there is no X-Amz-Target");
}

TEST(ConnectCustomKeyStore, AnswersByState) {
  const struct {
    ConnectionState before;
    std::string body;
    std::string after;
  } cases[] = {{ConnectionState::disconnected, "{}", "CONNECTED"},
               {ConnectionState::connecting, "{}", "CONNECTING"},
               {ConnectionState::connected, "{}", "CONNECTED"},
               {ConnectionState::failed, invalid_state, "FAILED"},
               {ConnectionState::disconnecting, invalid_state, "DISCONNECTING"}};
  for (const auto& c : cases) {
    KeyStores stores = with(c.before);
    EXPECT_EQ(answer("ConnectCustomKeyStore", about("cks-1"), stores), c.body);
    EXPECT_EQ(state_of(stores), c.after);
  }
}

TEST(DisconnectCustomKeyStore, AnswersByState) {
  const struct {
    ConnectionState before;
    std::string body;
    std::string after;
  } cases[] = {{ConnectionState::disconnected, invalid_state, "DISCONNECTED"},
               {ConnectionState::connecting, "{}", "DISCONNECTED"},
               {ConnectionState::connected, "{}", "DISCONNECTED"},
               {ConnectionState::failed, "{}", "DISCONNECTED"},
               {ConnectionState::disconnecting, invalid_state, "DISCONNECTING"}};
  for (const auto& c : cases) {
    KeyStores stores = with(c.before);
    EXPECT_EQ(answer("DisconnectCustomKeyStore", about("cks-1"), stores), c.body);
    EXPECT_EQ(state_of(stores), c.after);
  }
}

TEST(ConnectCustomKeyStore, TakesTheTimeAndEndsAsItsTermsSay) {
  KeyStores stores = with(ConnectionState::disconnected);
  KeyStore& store = stores.at("cks-1");
  store.connect = {.takes = 2s,
                   .ends = ConnectTerms::Ends::failed,
                   .error_code = ConnectionErrorCode::cluster_not_found};
  store.disconnect_takes = 1s;
  EXPECT_EQ(answer("ConnectCustomKeyStore", about("cks-1"), stores, 10s), "{}");
  let_pass(store, 12s - 1ns);
  EXPECT_EQ(state_of(stores), "CONNECTING");
  EXPECT_EQ(answer("ConnectCustomKeyStore", about("cks-1"), stores, 11s), "{}");
  let_pass(store, 12s);
  EXPECT_EQ(state_of(stores), "FAILED") << "a second connect changes nothing";
  EXPECT_EQ(base::word_of(store.failure()), "CLUSTER_NOT_FOUND");
  EXPECT_EQ(answer("DisconnectCustomKeyStore", about("cks-1"), stores, 20s), "{}");
  EXPECT_EQ(state_of(stores), "DISCONNECTING");
  let_pass(store, 21s);
  EXPECT_EQ(state_of(stores), "DISCONNECTED");
}

TEST(ConnectCustomKeyStore, EndsWhereSomethingElseMovesTheStore) {
  KeyStores stores = with(ConnectionState::disconnected);
  KeyStore& store = stores.at("cks-1");
  store.connect.takes = 2s;
  answer("ConnectCustomKeyStore", about("cks-1"), stores);
  move(store, ConnectionState::connecting);
  let_pass(store, 1h);
  EXPECT_EQ(state_of(stores), "CONNECTING");
  answer("DisconnectCustomKeyStore", about("cks-1"), stores);
  answer("ConnectCustomKeyStore", about("cks-1"), stores);
  move(store, ConnectionState::failed);
  let_pass(store, 1h);
  EXPECT_EQ(state_of(stores), "FAILED");
  EXPECT_EQ(base::word_of(store.failure()), "INTERNAL_ERROR");
}

TEST(ConnectCustomKeyStore, IsRefusedAtOnceWhereItsTermsSaySo) {
  KeyStores stores = with(ConnectionState::disconnected);
  stores.at("cks-1").connect.refused = aws::find_error("CloudHsmClusterNotActiveException");
  EXPECT_EQ(answer("ConnectCustomKeyStore", about("cks-1"), stores),
            R"({"__type":"CloudHsmClusterNotActiveException"})");
  EXPECT_EQ(state_of(stores), "DISCONNECTED");
}

TEST(KeyStoreOperations, AskForAnIdOfAStoreThatIsThere) {
  KeyStores stores = with(ConnectionState::connected);
  for (const auto* name : {"ConnectCustomKeyStore", "DisconnectCustomKeyStore"}) {
    EXPECT_EQ(answer(name, {}, stores),
              R"({"__type":"ValidationException","message":"1 validation error detected: Value )"
              R"(null at 'customKeyStoreId' failed to satisfy constraint: Member must not be )"
              R"(null"})");
    EXPECT_EQ(answer(name, about("cks-9"), stores),
              R"({"__type":"CustomKeyStoreNotFoundException"})");
  }
  EXPECT_EQ(state_of(stores), "CONNECTED");
}

// The documented shape, with what the scenario says nothing of.
TEST(DescribeCustomKeyStores, ShowsStoresAsTheReferenceDoes) {
  KeyStores stores = {{"cks-1", {.state = ConnectionState::failed, .name = "one"}},
                      {"cks-2", {.type = KeyStoreType::external_key_store, .name = "two"}}};
  EXPECT_EQ(
      answer("DescribeCustomKeyStores", {}, stores),
      R"({"CustomKeyStores":[{"CloudHsmClusterId":"cluster-ayeypvxkurj","ConnectionErrorCode":)"
      R"("INTERNAL_ERROR","ConnectionState":"FAILED","CreationDate":1.499288695918E9,)"
      R"("CustomKeyStoreId":"cks-1","CustomKeyStoreName":"one","CustomKeyStoreType":"AWS_CLOUDHSM",)"
      R"("TrustAnchorCertificate":"-----BEGIN CERTIFICATE-----\nbm90IGEgY2VydGlmaWNhdGU=\n)"
      R"(-----END CERTIFICATE-----"},{"ConnectionState":"CONNECTED","CreationDate":)"
      R"(1.499288695918E9,"CustomKeyStoreId":"cks-2","CustomKeyStoreName":"two",)"
      R"("CustomKeyStoreType":"EXTERNAL_KEY_STORE","XksProxyConfiguration":{"AccessKeyId":)"
      R"("ABCDE23456723EXAMPLE","Connectivity":"PUBLIC_ENDPOINT","UriEndpoint":)"
      R"("https://myproxy.xks.example.com","UriPath":"/kms/xks/v1"}}],"Truncated":false})");
  KeyStores none;
  EXPECT_EQ(answer("DescribeCustomKeyStores", {}, none),
            R"({"CustomKeyStores":[],"Truncated":false})");
}

// The ids in a page, and its marker if there is one.
std::string page(const Asked& asked, KeyStores& stores) {
  std::string body = answer("DescribeCustomKeyStores", asked, stores);
  if (body.starts_with(R"({"__type)")) return body;
  std::string found;
  constexpr std::string_view id = R"("CustomKeyStoreId":")";
  for (auto at = body.find(id); at != std::string::npos; at = body.find(id, at + 1)) {
    found += body.substr(at + id.size(), 5) + " ";
  }
  const auto end = body.rfind(']');
  return found + body.substr(end + 1);
}

TEST(DescribeCustomKeyStores, ComesInPages) {
  KeyStores stores = {{"cks-1", {}}, {"cks-2", {}}, {"cks-3", {}}};
  Asked asked;
  asked.limit = 2;
  EXPECT_EQ(page(asked, stores), R"(cks-1 cks-2 ,"NextMarker":"Y2tzLTM=","Truncated":true})");
  asked.marker = "Y2tzLTM=";
  EXPECT_EQ(page(asked, stores), R"(cks-3 ,"Truncated":false})");
  asked.marker = "x";
  EXPECT_EQ(page(asked, stores), R"({"__type":"InvalidMarkerException"})");
  asked.marker.reset();
  asked.limit = 1001;
  EXPECT_EQ(
      page(asked, stores),
      R"({"__type":"ValidationException","message":"1 validation error detected: Value )"
      R"('1001' at 'limit' failed to satisfy constraint: Member must have value less than or )"
      R"(equal to 1000"})");
}

TEST(DescribeCustomKeyStores, FindsOneByIdOrName) {
  KeyStores stores = {{"cks-1", {.name = "one"}}, {"cks-2", {.name = "two"}}};
  EXPECT_EQ(page(about("cks-2"), stores), R"(cks-2 ,"Truncated":false})");
  EXPECT_EQ(page(about("cks-9"), stores), R"({"__type":"CustomKeyStoreNotFoundException"})");
  Asked by_name;
  by_name.custom_key_store_name = "one";
  EXPECT_EQ(page(by_name, stores), R"(cks-1 ,"Truncated":false})");
  by_name.custom_key_store_id = "cks-1";
  EXPECT_EQ(page(by_name, stores),
            R"({"__type":"ValidationException","message":"CustomKeyStoreId and )"
            R"(CustomKeyStoreName cannot be given together."})");
  by_name.custom_key_store_id.reset();
  by_name.custom_key_store_name = "none";
  EXPECT_EQ(page(by_name, stores), R"({"__type":"CustomKeyStoreNotFoundException"})");
}

}  // namespace
}  // namespace krm::kms

#include "kms/key_stores.h"

#include <gtest/gtest.h>

namespace krm::kms {
namespace {

std::string checked(const KeyStores& stores, std::string_view id) {
  const auto result = check_key_store(stores, id);
  return result ? "usable" : result.error().body();
}

TEST(KeyStores, NoneIsThereByDefault) {
  for (const std::string id : {"cks-1234567890abcdef0", "does not exist"}) {
    EXPECT_EQ(checked({}, id), R"({"__type":"CustomKeyStoreNotFoundException"})");
  }
}

TEST(KeyStores, AnswerByTypeAndState) {
  constexpr const char* invalid = R"({"__type":"CustomKeyStoreInvalidStateException"})";
  constexpr const char* unsupported = R"({"__type":"UnsupportedOperationException"})";
  struct {
    std::string_view state;
    std::string cloudhsm;
  } const cases[] = {{"CONNECTED", "usable"},
                     {"CONNECTING", invalid},
                     {"FAILED", invalid},
                     {"DISCONNECTED", invalid},
                     {"DISCONNECTING", invalid}};
  for (const auto& c : cases) {
    const auto state = connection_state(c.state);
    ASSERT_TRUE(state) << c.state;
    const KeyStores stores = {{"hsm", {KeyStoreType::aws_cloudhsm, *state}},
                              {"xks", {KeyStoreType::external_key_store, *state}}};
    EXPECT_EQ(checked(stores, "hsm"), c.cloudhsm) << c.state;
    EXPECT_EQ(checked(stores, "xks"), unsupported) << c.state;
    EXPECT_EQ(checked(stores, "HSM"), R"({"__type":"CustomKeyStoreNotFoundException"})");
  }
}

TEST(KeyStores, NameTheirTypesAndStatesAsTheModelDoes) {
  for (const auto* name : {"AWS_CLOUDHSM", "EXTERNAL_KEY_STORE"}) {
    ASSERT_TRUE(key_store_type(name)) << name;
    EXPECT_EQ(wire_name(*key_store_type(name)), name);
  }
  for (const auto* name : {"CONNECTED", "CONNECTING", "FAILED", "DISCONNECTED", "DISCONNECTING"}) {
    ASSERT_TRUE(connection_state(name)) << name;
    EXPECT_EQ(wire_name(*connection_state(name)), name);
  }
  EXPECT_FALSE(connection_state("connected"));
  EXPECT_FALSE(key_store_type(""));
}

TEST(KeyStores, SayInTheLogWhatTheReplyDoesNot) {
  const KeyStores stores = {{"hsm", {KeyStoreType::aws_cloudhsm, ConnectionState::failed}}};
  EXPECT_EQ(check_key_store(stores, "hsm").error().why(), R"(key store "hsm" is FAILED)");
  EXPECT_EQ(check_key_store(stores, "x").error().why(), R"(there is no key store "x")");
}

}  // namespace
}  // namespace krm::kms

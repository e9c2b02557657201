#include "kms/key_stores.h"

#include <gtest/gtest.h>

#include "base/words.h"

namespace krm::kms {
namespace {

Passed check(const KeyStores& stores, std::optional<std::string> id) {
  Asked request;
  request.custom_key_store_id = std::move(id);
  return check_key_store(std::move(request), stores);
}

std::string checked(const KeyStores& stores, std::optional<std::string> id) {
  const auto result = check(stores, std::move(id));
  return result ? "usable" : std::get<aws::Error>(result.error()).body();
}

TEST(KeyStores, NoneIsThereByDefault) {
  for (const std::string id : {"cks-1234567890abcdef0", "does not exist"}) {
    EXPECT_EQ(checked({}, id), R"({"__type":"CustomKeyStoreNotFoundException"})");
  }
}

TEST(KeyStores, AreNotAskedWhenNoneIsNamed) { EXPECT_EQ(checked({}, {}), "usable"); }

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
    const auto state = base::value_of<ConnectionState>(c.state);
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
    ASSERT_TRUE(base::value_of<KeyStoreType>(name)) << name;
    EXPECT_EQ(base::word_of(*base::value_of<KeyStoreType>(name)), name);
  }
  for (const auto* name : {"CONNECTED", "CONNECTING", "FAILED", "DISCONNECTED", "DISCONNECTING"}) {
    ASSERT_TRUE(base::value_of<ConnectionState>(name)) << name;
    EXPECT_EQ(base::word_of(*base::value_of<ConnectionState>(name)), name);
  }
  EXPECT_FALSE(base::value_of<ConnectionState>("connected"));
  EXPECT_FALSE(base::value_of<KeyStoreType>(""));
}

TEST(KeyStores, SayInTheLogWhatTheReplyDoesNot) {
  const KeyStores stores = {{"hsm", {KeyStoreType::aws_cloudhsm, ConnectionState::failed}}};
  EXPECT_EQ(aws::why_of(check(stores, "hsm").error()), R"(key store "hsm" is FAILED)");
  EXPECT_EQ(aws::why_of(check(stores, "x").error()), R"(key store "x" does not exist)");
}

}  // namespace
}  // namespace krm::kms

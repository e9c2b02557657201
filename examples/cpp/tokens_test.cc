#include "tokens.h"

#include <kms-random-mock/gtest.h>

using namespace std::chrono_literals;

class Tokens : public krm::RandomMockTest {
 protected:
  Kms kms() const {
    const krm::Credentials key = mock.credentials();
    return {.url = mock.url(),
            .access_key_id = key.access_key_id,
            .secret_access_key = key.secret_access_key,
            .session_token = key.session_token,
            .key_store = {},
            .pause = 1ms};
  }
};

constexpr auto* store = "cks-1234567890abcdef0";

TEST_F(Tokens, AreThoseThatTheSeedGives) {
  mock.scenario("version: 1\nseed: 42\nentropy: seeded\n");
  const Token first = make_token(kms());
  mock.reset();
  EXPECT_EQ(make_token(kms()).text, first.text);
  EXPECT_NE(make_token(kms()).text, first.text);
}

TEST_F(Tokens, AreSignedAsKmsWantsIt) {
  mock.scenario("version: 1\nauth: strict\n");
  EXPECT_EQ(make_token(kms()).text.size(), 44u);
  Kms wrong = kms();
  wrong.secret_access_key = "another";
  EXPECT_THROW(make_token(wrong), KmsError);
}

TEST_F(Tokens, AreAskedForThreeTimesWhileKmsIsBusy) {
  mock.scenario("throttled-then-healthy");
  make_token(kms());
  const auto calls = mock.calls();
  ASSERT_EQ(calls.size(), 3u) << "libcurl sends no invocation ID, so each attempt is a call";
  EXPECT_EQ(calls[0].attempts[0].error, "ThrottlingException");
  EXPECT_EQ(calls[2].outcome, "succeeded");
}

TEST_F(Tokens, AreNotAskedForMoreThanThreeTimes) {
  mock.scenario(
      "version: 1\nrules: [{do: [error: ThrottlingException]}]\nexpect: {calls: {max: 3}}\n");
  EXPECT_THROW(make_token(kms()), KmsError);
  mock.verify();
}

TEST_F(Tokens, ComeFromKmsWhileTheKeyStoreIsDisconnected) {
  mock.scenario("version: 1\nkey_stores: {cks-1234567890abcdef0: CONNECTED}\n");
  Kms with_store = kms();
  with_store.key_store = store;
  EXPECT_TRUE(make_token(with_store).is_from_key_store);
  mock.move_key_store(store, "DISCONNECTED");
  EXPECT_FALSE(make_token(with_store).is_from_key_store);
  mock.move_key_store(store, "CONNECTED");
  EXPECT_TRUE(make_token(with_store).is_from_key_store);
}

#include "kms/quota.h"

#include <gtest/gtest.h>

#include <chrono>
#include <string>

namespace krm::kms {
namespace {

using namespace std::chrono_literals;

Load request(std::string_view key_store = {}) { return {.key_store = key_store}; }

// "passed", or why not.
std::string ask(Quota& quota, const Load& load, std::chrono::nanoseconds now = 0ns) {
  const Passed checked = check_quota(load, quota, now);
  if (!checked) {
    EXPECT_EQ(aws::name_of(checked.error()), "ThrottlingException");
    return std::string(aws::why_of(checked.error()));
  }
  charge(load, quota);
  return "passed";
}

const std::string account_used_up = "the account's request quota is used up";
const std::string store_used_up = "the request quota of key store \"cks-1\" is used up";

TEST(Quota, IsNoneUnlessThereIsABucket) {
  Quota quota;
  for (int i = 0; i < 1000; ++i) ASSERT_EQ(ask(quota, request("cks-1")), "passed");
}

TEST(Quota, OfTheAccountCountsAllRequests) {
  Quota quota{.account = TokenBucket(1, 2), .key_stores = {}};
  EXPECT_EQ(ask(quota, request()), "passed");
  EXPECT_EQ(ask(quota, request("cks-1")), "passed");
  EXPECT_EQ(ask(quota, request()), account_used_up);
  EXPECT_EQ(ask(quota, request(), 1s), "passed");
}

TEST(Quota, OfAKeyStoreCountsItsOwn) {
  Quota quota{.account = {},
              .key_stores = {{"cks-1", TokenBucket(1, 1)}, {"cks-2", TokenBucket(1, 1)}}};
  EXPECT_EQ(ask(quota, request("cks-1")), "passed");
  EXPECT_EQ(ask(quota, request("cks-1")), store_used_up);
  EXPECT_EQ(ask(quota, request("cks-2")), "passed");
  EXPECT_EQ(ask(quota, request()), "passed");
}

TEST(Quota, TakesFromBothOrNeither) {
  Quota quota{.account = TokenBucket(1, 3), .key_stores = {{"cks-1", TokenBucket(1, 1)}}};
  EXPECT_EQ(ask(quota, request("cks-1")), "passed");
  for (int i = 0; i < 10; ++i) EXPECT_EQ(ask(quota, request("cks-1")), store_used_up);
  EXPECT_EQ(ask(quota, request()), "passed") << "the refused ones cost the account nothing";
  EXPECT_EQ(ask(quota, request()), "passed");
  EXPECT_EQ(ask(quota, request()), account_used_up);
  EXPECT_EQ(ask(quota, request("cks-1"), 1s), "passed");
  for (int i = 0; i < 10; ++i) EXPECT_EQ(ask(quota, request("cks-1"), 1s), account_used_up);
  // Of the key store's token nothing was taken meanwhile.
  quota.account.reset();
  EXPECT_EQ(ask(quota, request("cks-1"), 2s), "passed");
}

TEST(Quota, OfAnIdThatIsNoStoreIsTheAccounts) {
  Quota quota{.account = TokenBucket(1, 2), .key_stores = {{"cks-1", TokenBucket(1, 1)}}};
  EXPECT_EQ(ask(quota, request("cks-9")), "passed");
  EXPECT_EQ(ask(quota, request("cks-9")), "passed");
  EXPECT_EQ(ask(quota, request("cks-9")), account_used_up);
}

TEST(Quota, OfAnOperationCountsItsOwn) {
  Quota quota{.account = TokenBucket(1, 1),
              .operations = {{"ConnectCustomKeyStore", TokenBucket(1, 1)}}};
  const Load load{.is_of_account = false, .operation = "ConnectCustomKeyStore"};
  EXPECT_EQ(ask(quota, load), "passed");
  EXPECT_EQ(ask(quota, load), "the request quota of ConnectCustomKeyStore is used up");
  EXPECT_EQ(ask(quota, request()), "passed") << "the account's is untouched";
  EXPECT_EQ(ask(quota, load, 1s), "passed");
}

TEST(Quota, OfEachRegionIsTheDocumentedOne) {
  for (const auto* region : {"us-east-1", "us-west-2", "eu-west-1"}) {
    EXPECT_EQ(documented_rate(region), 100'000) << region;
  }
  for (const auto* region : {"us-east-2", "ap-southeast-1", "ap-southeast-2", "ap-northeast-1",
                             "eu-central-1", "eu-west-2"}) {
    EXPECT_EQ(documented_rate(region), 20'000) << region;
  }
  for (const auto* region : {"eu-north-1", "us-west-1", "ap-northeast-2", "mars-west-1"}) {
    EXPECT_EQ(documented_rate(region), 10'000) << region;
  }
  EXPECT_EQ(documented_key_store_rate, 1'800);
}

}  // namespace
}  // namespace krm::kms

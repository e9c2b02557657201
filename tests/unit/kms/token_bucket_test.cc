#include "kms/token_bucket.h"

#include <gtest/gtest.h>

#include <chrono>
#include <cmath>
#include <cstdint>

namespace krm::kms {
namespace {

using namespace std::chrono_literals;
using std::chrono::nanoseconds;

constexpr nanoseconds year = 24h * 365;

// How many tokens are there at once.
std::int64_t drain(TokenBucket& bucket, nanoseconds now) {
  std::int64_t taken = 0;
  for (; bucket.has_token(now); ++taken) bucket.take();
  return taken;
}

TEST(TokenBucket, IsFullAtFirstWhenever) {
  TokenBucket early(10, 7);
  EXPECT_EQ(drain(early, 0ns), 7);
  TokenBucket late(10, 7);
  EXPECT_EQ(drain(late, 100 * year), 7);
}

TEST(TokenBucket, FillsAtItsRateToTheNanosecond) {
  TokenBucket bucket(20, 3);
  EXPECT_EQ(drain(bucket, 1s), 3);
  EXPECT_FALSE(bucket.has_token(1s + 50ms - 1ns));
  EXPECT_TRUE(bucket.has_token(1s + 50ms));
  bucket.take();
  EXPECT_FALSE(bucket.has_token(1s + 100ms - 1ns));
  EXPECT_EQ(drain(bucket, 1s + 100ms), 1);
}

TEST(TokenBucket, HoldsNoMoreThanItsBurst) {
  TokenBucket bucket(1000, 5);
  EXPECT_EQ(drain(bucket, 0ns), 5);
  EXPECT_EQ(drain(bucket, 4ms), 4);
  EXPECT_EQ(drain(bucket, 1h), 5);
  EXPECT_EQ(drain(bucket, 100 * year), 5);
}

TEST(TokenBucket, KeepsPartsOfTokens) {
  TokenBucket bucket(3, 1);
  EXPECT_EQ(drain(bucket, 0ns), 1);
  std::int64_t taken = 0;
  for (nanoseconds now = 0ns; now <= 10s; now += 1ms) taken += drain(bucket, now);
  EXPECT_EQ(taken, 29) << "a third of a second each, the first one a millisecond late";
}

TEST(TokenBucket, LosesAndGainsNothingOverTheYears) {
  for (const double rate : {0.001, 0.1, 0.333, 7.0, 1000.0}) {
    TokenBucket bucket(rate, 200'000);
    std::int64_t taken = drain(bucket, 0ns);
    ASSERT_EQ(taken, 200'000) << rate;
    taken = 0;
    // Looked at after times that have nothing to do with the rate, and never full.
    const auto step = nanoseconds(std::llround(99'999.7 / rate * 1e9));
    nanoseconds now = 0ns;
    for (int i = 0; i < 20 && now < 200 * year; ++i) taken += drain(bucket, now += step);
    const auto thousandths = static_cast<std::int64_t>(std::llround(rate * 1000));
    const auto expected = static_cast<long double>(now.count()) * thousandths / 1e12L;
    EXPECT_EQ(taken, static_cast<std::int64_t>(expected)) << rate;
  }
}

TEST(TokenBucket, ServesAMillionASecond) {
  TokenBucket bucket(1'000'000, 1'000'000);
  EXPECT_EQ(drain(bucket, 100 * year), 1'000'000);
  EXPECT_EQ(drain(bucket, 100 * year + 1us), 1);
  EXPECT_EQ(drain(bucket, 100 * year + 1s + 1us), 1'000'000);
}

TEST(TokenBucket, BringsOneInAThousandSeconds) {
  TokenBucket bucket(0.001, 1);
  EXPECT_EQ(drain(bucket, 0ns), 1);
  EXPECT_FALSE(bucket.has_token(1000s - 1ns));
  EXPECT_EQ(drain(bucket, 1000s), 1);
}

TEST(TokenBucket, DoesNotFillWhileItsClockStands) {
  TokenBucket bucket(1000, 1);
  EXPECT_EQ(drain(bucket, 1s), 1);
  for (int i = 0; i < 1000; ++i) ASSERT_FALSE(bucket.has_token(1s));
  EXPECT_TRUE(bucket.has_token(1s + 1ms));
}

}  // namespace
}  // namespace krm::kms

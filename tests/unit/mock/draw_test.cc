#include "mock/draw.h"

#include <gtest/gtest.h>

#include "tests/support/counting_entropy.h"

namespace krm::mock {
namespace {

using test::CountingEntropy;
using test::FailingEntropy;

Plan grant(std::size_t bytes) { return {.outcome = kms::Grant{bytes}, .delivery = {}}; }

TEST(Draw, TakesIdAndPayloadInOneFill) {
  CountingEntropy entropy;
  Plan plan = grant(4);
  const Drawn drawn = draw(plan, entropy);
  EXPECT_EQ(entropy.fills, 1);
  EXPECT_EQ(drawn.request_id[15], 15);
  EXPECT_EQ(drawn.payload, (std::vector<std::uint8_t>{16, 17, 18, 19}));
}

TEST(Draw, GivesExactlyAsManyBytesAsGranted) {
  CountingEntropy entropy;
  for (std::size_t n = 1; n <= 1024; ++n) {
    Plan plan = grant(n);
    ASSERT_EQ(draw(plan, entropy).payload.size(), n);
    ASSERT_TRUE(plan.outcome);
  }
}

TEST(Draw, TakesNoPayloadForAnError) {
  CountingEntropy entropy;
  Plan plan{
      .outcome = tl::unexpected<aws::Failure>(aws::Error(aws::error_named("ThrottlingException"))),
      .delivery = {}};
  EXPECT_TRUE(draw(plan, entropy).payload.empty());
  EXPECT_EQ(entropy.fills, 1);
  EXPECT_EQ(aws::name_of(plan.outcome.error()), "ThrottlingException");
}

TEST(Draw, ThatFailsIsAnInternalErrorAndNeverFewerBytes) {
  FailingEntropy entropy(1);
  Plan plan = grant(32);
  const Drawn drawn = draw(plan, entropy);
  ASSERT_FALSE(plan.outcome);
  EXPECT_EQ(aws::name_of(plan.outcome.error()), "KMSInternalException");
  EXPECT_TRUE(drawn.payload.empty());
  EXPECT_EQ(drawn.request_id[15], 15);
}

TEST(Draw, ThatFailsTwiceLeavesTheIdAtZero) {
  FailingEntropy entropy(2);
  Plan plan = grant(32);
  EXPECT_EQ(draw(plan, entropy).request_id, (std::array<std::uint8_t, 16>{}));
}

}  // namespace
}  // namespace krm::mock

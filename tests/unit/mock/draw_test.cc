#include "mock/draw.h"

#include <gtest/gtest.h>

#include "mock/tenants.h"
#include "tests/support/counting_entropy.h"
#include "tests/support/manual_clock.h"

namespace krm::mock {
namespace {

using test::CountingEntropy;
using test::FailingEntropy;

class Draw : public testing::Test {
 protected:
  static Decision grant(std::size_t size) {
    static const scenario::EntropySource system;
    return {.plan = {.outcome = kms::Grant{size}},
            .order = Order{.source = &system, .draw = {}, .size = size}};
  }
  Drawn draw(Decision& decision, base::Entropy& entropy) {
    return mock::draw(decision, *tenant_, entropy);
  }

  test::ManualClock clock_;
  Tenants tenants_{clock_, ActiveScenario(std::make_shared<const scenario::Scenario>(), 42)};
  std::shared_ptr<Tenant> tenant_ = tenants_.of("");
};

TEST_F(Draw, TakesIdAndPayloadInOneFill) {
  CountingEntropy entropy;
  Decision decision = grant(4);
  const Drawn drawn = draw(decision, entropy);
  EXPECT_EQ(entropy.fills, 1);
  EXPECT_EQ(drawn.request_id[15], 15);
  EXPECT_EQ(drawn.payload, (std::vector<std::uint8_t>{16, 17, 18, 19}));
}

TEST_F(Draw, GivesExactlyAsManyBytesAsGranted) {
  CountingEntropy entropy;
  for (std::size_t n = 1; n <= 1024; ++n) {
    Decision decision = grant(n);
    ASSERT_EQ(draw(decision, entropy).payload.size(), n);
    ASSERT_TRUE(decision.plan.outcome);
  }
}

TEST_F(Draw, TakesNoPayloadWithoutAnOrder) {
  CountingEntropy entropy;
  Decision decision{.plan = {.outcome = tl::unexpected<aws::Failure>(
                                 aws::Error(aws::error_named("ThrottlingException")))}};
  EXPECT_TRUE(draw(decision, entropy).payload.empty());
  EXPECT_EQ(entropy.fills, 1);
  EXPECT_EQ(aws::name_of(decision.plan.outcome.error()), "ThrottlingException");
}

TEST_F(Draw, ThatFailsIsAnInternalErrorAndNeverFewerBytes) {
  FailingEntropy entropy(1);
  Decision decision = grant(32);
  const Drawn drawn = draw(decision, entropy);
  ASSERT_FALSE(decision.plan.outcome);
  EXPECT_EQ(aws::name_of(decision.plan.outcome.error()), "KMSInternalException");
  EXPECT_TRUE(drawn.payload.empty());
  EXPECT_EQ(drawn.request_id[15], 15);
}

TEST_F(Draw, ThatFailsTwiceLeavesTheIdAtZero) {
  FailingEntropy entropy(2);
  Decision decision = grant(32);
  EXPECT_EQ(draw(decision, entropy).request_id, (std::array<std::uint8_t, 16>{}));
}

}  // namespace
}  // namespace krm::mock

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
  Case grant(std::size_t size) {
    static const scenario::EntropySource system;
    Case one{.request = request_};
    one.tenant = tenants_.of("");
    one.plan.outcome = kms::Grant{size};
    one.order = Order{.source = &system, .draw = {}, .size = size};
    return one;
  }

  const http::HttpRequest request_{};
  test::ManualClock clock_;
  Journal journal_;
  Tenants tenants_{clock_, journal_,
                   ActiveScenario(std::make_shared<const scenario::Scenario>(), 42)};
};

TEST_F(Draw, TakesIdAndPayloadInOneFill) {
  CountingEntropy entropy;
  Case one = grant(4);
  draw(one, entropy);
  EXPECT_EQ(entropy.fills, 1);
  EXPECT_EQ(one.drawn.request_id[15], 15);
  EXPECT_EQ(one.drawn.payload, (std::vector<std::uint8_t>{16, 17, 18, 19}));
}

TEST_F(Draw, GivesExactlyAsManyBytesAsGranted) {
  CountingEntropy entropy;
  for (std::size_t n = 1; n <= 1024; ++n) {
    Case one = grant(n);
    draw(one, entropy);
    ASSERT_EQ(one.drawn.payload.size(), n);
    ASSERT_TRUE(one.plan.outcome);
  }
}

TEST_F(Draw, TakesNoPayloadWithoutAnOrder) {
  CountingEntropy entropy;
  Case one = grant(4);
  one.order.reset();
  one.plan.outcome =
      tl::unexpected<aws::Failure>(aws::Error(aws::error_named("ThrottlingException")));
  draw(one, entropy);
  EXPECT_TRUE(one.drawn.payload.empty());
  EXPECT_EQ(entropy.fills, 1);
  EXPECT_EQ(aws::name_of(one.plan.outcome.error()), "ThrottlingException");
}

TEST_F(Draw, ThatFailsIsAnInternalErrorAndNeverFewerBytes) {
  FailingEntropy entropy(1);
  Case one = grant(32);
  draw(one, entropy);
  ASSERT_FALSE(one.plan.outcome);
  EXPECT_EQ(aws::name_of(one.plan.outcome.error()), "KMSInternalException");
  EXPECT_TRUE(one.drawn.payload.empty());
  EXPECT_EQ(one.drawn.request_id[15], 15);
}

TEST_F(Draw, ThatFailsTwiceLeavesTheIdAtZero) {
  FailingEntropy entropy(2);
  Case one = grant(32);
  draw(one, entropy);
  EXPECT_EQ(one.drawn.request_id, (std::array<std::uint8_t, 16>{}));
}

}  // namespace
}  // namespace krm::mock

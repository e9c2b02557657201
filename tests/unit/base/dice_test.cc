#include "base/dice.h"

#include <gtest/gtest.h>

#include <set>

namespace krm::base {
namespace {

// The values are part of what the seed promises: they may not change between versions or machines.
// They were computed with another BLAKE2b (Python's hashlib).
TEST(Dice, DrawsTheSameNumbersEverywhere) {
  EXPECT_EQ(Dice(42, "", 0).integer("two throttles", "chance"), 6129649609330536u);
  EXPECT_EQ(Dice(42, "tenant", 7).integer("two throttles", "latency"), 5253177815912942u);
}

TEST(Dice, KeepsEachKeyApart) {
  const std::set<std::uint64_t> draws = {
      Dice(1, "a", 0).integer("r", "p"), Dice(2, "a", 0).integer("r", "p"),
      Dice(1, "b", 0).integer("r", "p"), Dice(1, "a", 1).integer("r", "p"),
      Dice(1, "a", 0).integer("s", "p"), Dice(1, "a", 0).integer("r", "q"),
      Dice(1, "", 0).integer("rp", ""),  Dice(1, "", 0).integer("r", "p"),
  };
  EXPECT_EQ(draws.size(), 8u);
}

TEST(Dice, DoesNotDependOnWhatWasDrawnBefore) {
  const Dice dice(42, "", 3);
  const std::uint64_t first = dice.integer("rule", "chance");
  dice.integer("another rule", "chance");
  EXPECT_EQ(dice.integer("rule", "chance"), first);
}

TEST(Dice, SpreadsUnitsEvenlyBelowOne) {
  int low = 0;
  for (std::uint64_t request = 0; request < 10000; ++request) {
    const double unit = Dice(7, "", request).unit("rule", "chance");
    ASSERT_GE(unit, 0.0);
    ASSERT_LT(unit, 1.0);
    low += unit < 0.25;
  }
  EXPECT_NEAR(low, 2500, 200);
}

TEST(Dice, GivesIntegersOf53Bits) {
  std::uint64_t all = 0;
  for (std::uint64_t request = 0; request < 1000; ++request) {
    all |= Dice(7, "", request).integer("rule", "chance");
  }
  EXPECT_EQ(all, (std::uint64_t{1} << 53) - 1);
}

}  // namespace
}  // namespace krm::base

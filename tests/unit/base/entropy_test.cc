#include "base/entropy.h"

#include <gtest/gtest.h>

#include <array>
#include <set>
#include <vector>

namespace krm::base {
namespace {

TEST(SodiumEntropy, FillsEverySizeToTheLastByte) {
  ASSERT_TRUE(SodiumEntropy::initialise());
  SodiumEntropy entropy;
  for (const std::size_t size : {1u, 16u, 255u, 256u, 257u, 1040u}) {
    // A last byte that stays zero for sixty draws is one in 2^480.
    bool last_byte_set = false;
    for (int draw = 0; draw < 60; ++draw) {
      std::vector<std::uint8_t> bytes(size);
      ASSERT_TRUE(entropy.fill(bytes));
      last_byte_set |= bytes.back() != 0;
    }
    EXPECT_TRUE(last_byte_set) << size;
  }
}

TEST(SodiumEntropy, NeverRepeatsItself) {
  ASSERT_TRUE(SodiumEntropy::initialise());
  SodiumEntropy entropy;
  std::set<std::array<std::uint8_t, 16>> seen;
  for (int draw = 0; draw < 1000; ++draw) {
    std::array<std::uint8_t, 16> bytes{};
    ASSERT_TRUE(entropy.fill(bytes));
    EXPECT_TRUE(seen.insert(bytes).second);
  }
}

}  // namespace
}  // namespace krm::base

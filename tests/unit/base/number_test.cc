#include "base/number.h"

#include <gtest/gtest.h>

#include <cstdint>

namespace krm::base {
namespace {

TEST(Number, IsAllOfItsText) {
  EXPECT_EQ(number_in<int>("-042"), -42);
  EXPECT_EQ(number_in<std::uint64_t>("18446744073709551615"), ~std::uint64_t{0});
  EXPECT_EQ(number_in<double>("-1.5e3"), -1500.0);
  EXPECT_EQ(number_in<std::uint8_t>("fF", 16), 255);
  for (const auto* text : {"", " 1", "1 ", "+1", "0x1", "1.5", "1e3", "-", "a"}) {
    EXPECT_FALSE(number_in<int>(text)) << text;
  }
}

TEST(Number, FitsItsType) {
  EXPECT_FALSE(number_in<std::uint64_t>("18446744073709551616"));
  EXPECT_FALSE(number_in<unsigned>("-1"));
  EXPECT_FALSE(number_in<std::uint8_t>("100", 16));
  EXPECT_FALSE(number_in<double>("1e999"));
}

}  // namespace
}  // namespace krm::base

#include "base/hex.h"

#include <gtest/gtest.h>

namespace krm::base {
namespace {

TEST(Hex, IsWrittenInLowerCase) {
  EXPECT_EQ(to_hex(Bytes{0x00, 0x7f, 0xab, 0xff}), "007fabff");
  EXPECT_EQ(to_hex({}), "");
}

TEST(Hex, IsReadInEitherCase) {
  EXPECT_EQ(from_hex("007fAbfF"), (Bytes{0x00, 0x7f, 0xab, 0xff}));
  EXPECT_EQ(from_hex(""), Bytes{});
}

TEST(Hex, IsPairsOfDigitsAndNothingElse) {
  using namespace std::string_view_literals;
  for (const auto text : {"0"sv, "000"sv, "0g"sv, "0x00"sv, "00 "sv, " 00"sv, "-1"sv, "00\0"sv,
                          "00\0ff"sv, "\0"sv, "0:"sv, "@0"sv, "0`"sv, "\xff\xff"sv}) {
    EXPECT_FALSE(from_hex(text)) << text;
  }
}

TEST(Hex, MayHaveBlanksBetweenPairs) {
  using namespace std::string_view_literals;
  EXPECT_EQ(from_hex(" 00\n ff  ", " \n"), (Bytes{0x00, 0xff}));
  EXPECT_EQ(from_hex("  ", " \n"), Bytes{});
  for (const auto text : {"0 0"sv, "00\tff"sv, "00\0ff"sv, "00 f"sv}) {
    EXPECT_FALSE(from_hex(text, " \n")) << text;
  }
}

}  // namespace
}  // namespace krm::base

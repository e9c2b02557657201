#include "base/utf8.h"

#include <gtest/gtest.h>

#include <string>

namespace krm::base {
namespace {

TEST(Utf8, IsTaken) {
  for (const char* text :
       {"", "a", "\x7f", "\xc2\x80", "\xdf\xbf", "\xe0\xa0\x80", "\xed\x9f\xbf", "\xee\x80\x80",
        "\xef\xbf\xbf", "\xf0\x90\x80\x80", "\xf4\x8f\xbf\xbf"}) {
    EXPECT_EQ(first_invalid_utf8(text), std::nullopt) << text;
  }
}

TEST(Utf8, EndsWhereAByteIsNone) {
  for (const char* bad :
       {"\x80", "\xbf", "\xc0\x80", "\xc1\xbf", "\xc2", "\xc2z", "\xc2\xc2\x80", "\xe0\x9f\xbf",
        "\xe2\x82", "\xe2\x82z", "\xed\xa0\x80", "\xed\xbf\xbf", "\xf0\x8f\xbf\xbf", "\xf0\x9f\x98",
        "\xf4\x90\x80\x80", "\xf5\x80\x80\x80", "\xfe", "\xff"}) {
    EXPECT_EQ(first_invalid_utf8(std::string("a\xc3\xa9") + bad), 3u)
        << testing::PrintToString(bad);
    EXPECT_EQ(first_invalid_utf8(std::string(bad) + "a"), 0u) << testing::PrintToString(bad);
  }
}

TEST(Utf8, BeginsWithACharacter) {
  EXPECT_EQ(first_character("\xf0\x9f\x98\x80y"), "\xf0\x9f\x98\x80");
  EXPECT_EQ(first_character("y\xc3\xa9"), "y");
  EXPECT_EQ(first_character("\xffy"), "\xff");
}

TEST(Utf8, HasACharacterInPlaceOfWhatIsNone) {
  EXPECT_EQ(in_utf8("a\xc3\xa9"), "a\xc3\xa9");
  EXPECT_EQ(in_utf8("\xe2\x82z\xff\xe0\x80\xf0\x9f\x98"),
            "\xef\xbf\xbdz\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd");
  EXPECT_EQ(in_utf8(""), "");
}

}  // namespace
}  // namespace krm::base

#include "base/ascii.h"

#include <gtest/gtest.h>

#include <string>

namespace krm::base {
namespace {

TEST(Ascii, LowerCaseChangesItsLettersAndNothingElse) {
  EXPECT_EQ(lower_case("AZaz09-@[`{\xc3\x89"), "azaz09-@[`{\xc3\x89");
  EXPECT_EQ(lower_case(""), "");
}

TEST(Ascii, KnowsItsLettersAndDigits) {
  std::string letters;
  std::string digits;
  for (int c = -128; c < 128; ++c) {
    if (is_letter(static_cast<char>(c))) letters += static_cast<char>(c);
    if (is_digit(static_cast<char>(c))) digits += static_cast<char>(c);
  }
  EXPECT_EQ(letters, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");
  EXPECT_EQ(digits, "0123456789");
}

}  // namespace
}  // namespace krm::base

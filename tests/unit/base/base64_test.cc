#include "base/base64.h"

#include <gtest/gtest.h>

namespace krm::base {
namespace {

// RFC 4648, 10, and one of each digit that is no letter.
TEST(Base64, IsThatOfTheRfc) {
  const std::pair<std::string_view, std::string_view> vectors[] = {{"", ""},
                                                                   {"f", "Zg=="},
                                                                   {"fo", "Zm8="},
                                                                   {"foo", "Zm9v"},
                                                                   {"foob", "Zm9vYg=="},
                                                                   {"fooba", "Zm9vYmE="},
                                                                   {"foobar", "Zm9vYmFy"},
                                                                   {"\xfb\xff", "+/8="}};
  for (const auto& [bytes, text] : vectors) {
    EXPECT_EQ(to_base64(bytes_of(bytes)), text);
    const ByteView view = bytes_of(bytes);
    EXPECT_EQ(from_base64(text), Bytes(view.begin(), view.end())) << text;
  }
}

TEST(Base64, HasOneFormOnly) {
  using namespace std::string_view_literals;
  for (const auto text :
       {"Zg"sv, "Zg="sv, "Zg==="sv, "Zh=="sv, "Zm8=\n"sv, " Zm8="sv, "Zm 9v"sv, "-_8="sv, "Z"sv,
        "="sv, "===="sv, "Zg==Zg=="sv, "Zm9v\0"sv, "\xc3\xa9"sv}) {
    EXPECT_FALSE(from_base64(text)) << text;
  }
}

}  // namespace
}  // namespace krm::base

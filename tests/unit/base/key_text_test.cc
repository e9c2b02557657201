#include "base/key_text.h"

#include <gtest/gtest.h>

#include <string>

#include "base/hex.h"

namespace krm::base {
namespace {

std::string hex(std::string_view text) { return to_hex(digest(text)); }

TEST(KeyText, WritesIntegersInLittleEndian) {
  std::string text;
  append(text, std::uint64_t{0x0102030405060708});
  EXPECT_EQ(text, "\x08\x07\x06\x05\x04\x03\x02\x01");
}

TEST(KeyText, WritesTextsBehindTheirLength) {
  std::string text;
  append(text, std::string_view("ab"));
  EXPECT_EQ(text, std::string("\2\0\0\0\0\0\0\0ab", 10));
}

TEST(KeyText, KeepsPartsApart) {
  std::string one;
  append(one, std::string_view("ab"));
  append(one, std::string_view("c"));
  std::string other;
  append(other, std::string_view("a"));
  append(other, std::string_view("bc"));
  EXPECT_NE(one, other);
}

// Computed with another BLAKE2b (Python's hashlib).
TEST(KeyText, DigestsAsOthersDo) {
  EXPECT_EQ(hex(""), "0e5751c026e543b2e8ab2eb06099daa1d1e5df47778f7787faab45cdf12fe3a8");
  EXPECT_EQ(hex("abc"), "bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319");
}

}  // namespace
}  // namespace krm::base

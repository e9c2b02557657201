#include "base/quoting.h"

#include <gtest/gtest.h>

namespace krm::base {
namespace {

TEST(Quoting, EscapesWhatIsNotPrintableAscii) {
  EXPECT_EQ(escaped("a \"~\\\n\x7f\xff"), R"(a "~\\x0a\x7f\xff)");
}

TEST(Quoted, LetsNoOneForgeALine) {
  EXPECT_EQ(quoted("a\nerror: \"b\"\\\x7f\xc3\xa9"), R"("a\x0aerror: \"b\"\\\x7f\xc3\xa9")");
}

TEST(Quoted, CutsWhatIsLong) {
  EXPECT_EQ(quoted("abcdef", 3), R"("abc...")");
  EXPECT_EQ(shortened("abcdef", 3), "abc...");
  EXPECT_EQ(shortened("abc", 3), "abc");
}

}  // namespace
}  // namespace krm::base

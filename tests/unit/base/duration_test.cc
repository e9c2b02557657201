#include "base/duration.h"

#include <gtest/gtest.h>

#include <optional>

namespace krm::base {
namespace {

using namespace std::chrono_literals;

TEST(Duration, ReadsANumberAndAUnit) {
  EXPECT_EQ(parse_duration("250ms"), 250ms);
  EXPECT_EQ(parse_duration("5s"), 5s);
  EXPECT_EQ(parse_duration("2m"), 2min);
  EXPECT_EQ(parse_duration("1h"), 1h);
  EXPECT_EQ(parse_duration("0s"), 0ms);
  EXPECT_EQ(parse_duration("007s"), 7s);
}

TEST(Duration, NeedsThatForm) {
  for (const char* text : {"", "s", "5", "5 s", " 5s", "5s ", "5S", "5sec", "5d", "1.5s", "+5s",
                           "-5s", "--5s", "0x5s", "1h30m", "5ms5", "5us", "\xef\xbc\x95s"}) {
    EXPECT_EQ(parse_duration(text), std::nullopt) << text;
  }
}

TEST(Duration, MayBeNegativeWhereThatIsAllowed) {
  EXPECT_EQ(parse_duration("-1h", true), -1h);
  EXPECT_EQ(parse_duration("1h", true), 1h);
  for (const char* text : {"-", "-s", "--5s", "-+5s", "- 5s"}) {
    EXPECT_EQ(parse_duration(text, true), std::nullopt) << text;
  }
}

TEST(Duration, EndsAtAHundredYears) {
  EXPECT_EQ(parse_duration("878400h"), 878400h);
  EXPECT_EQ(parse_duration("878401h"), std::nullopt);
  EXPECT_EQ(parse_duration("-878401h", true), std::nullopt);
  EXPECT_EQ(parse_duration("3162240000000ms"), 878400h);
  EXPECT_EQ(parse_duration("3162240000001ms"), std::nullopt);
  EXPECT_EQ(parse_duration("9223372036854775807h"), std::nullopt);
  EXPECT_EQ(parse_duration("99999999999999999999s"), std::nullopt);
}

TEST(Duration, IsWrittenInTheLargestUnitThatFits) {
  EXPECT_EQ(to_text(0ms), "0s");
  EXPECT_EQ(to_text(1ms), "1ms");
  EXPECT_EQ(to_text(1000ms), "1s");
  EXPECT_EQ(to_text(1001ms), "1001ms");
  EXPECT_EQ(to_text(90s), "90s");
  EXPECT_EQ(to_text(120s), "2m");
  EXPECT_EQ(to_text(3600s), "1h");
  EXPECT_EQ(to_text(-3600s), "-1h");
  EXPECT_EQ(to_text(-1ms), "-1ms");
}

TEST(Duration, ReadsBackWhatItWrites) {
  for (const auto duration : {0ms, 1ms, 999ms, 61000ms, 3599999ms, 7200000ms, -250ms}) {
    EXPECT_EQ(parse_duration(to_text(duration), true), duration);
  }
}

}  // namespace
}  // namespace krm::base

#include "http/header.h"

#include <gtest/gtest.h>

namespace krm::http {
namespace {

TEST(Header, NamesCompareWithoutCase) {
  EXPECT_TRUE(iequals("X-AMZ-Target", "x-amz-tARGET"));
  EXPECT_FALSE(iequals("X-Amz-Target", "X-Amz-Targets"));
  EXPECT_FALSE(iequals("@", "`"));  // 32 apart, but no letters
}

TEST(Header, TheFirstOfANameIsFoundAndEmptyIsPresent) {
  const Headers headers = {{"A", ""}, {"b", "1"}, {"B", "2"}};
  ASSERT_NE(find(headers, "a"), nullptr);
  EXPECT_EQ(find(headers, "a")->value, "");
  EXPECT_EQ(find(headers, "B")->value, "1");
  EXPECT_EQ(find(headers, "c"), nullptr);
}

TEST(Header, HasTheValueOfTheFirstOfItsNameOrNone) {
  const Headers headers = {{"A", ""}, {"b", "1"}, {"B", "2"}};
  EXPECT_EQ(value_of(headers, "B"), "1");
  EXPECT_EQ(value_of(headers, "a"), "");
  EXPECT_EQ(value_of(headers, "c"), "");
}

TEST(Header, IsSetInItsPlaceOrAtTheEnd) {
  Headers headers = {{"a", "1"}, {"A", "2"}};
  set(headers, "A", "3");
  set(headers, "B", "4");
  EXPECT_EQ(headers, (Headers{{"a", "3"}, {"A", "2"}, {"B", "4"}}));
}

TEST(Header, TrimTakesBlanksAndTabsOffBothEnds) {
  EXPECT_EQ(trim(" \ta b\t "), "a b");
  EXPECT_EQ(trim(" \t "), "");
  EXPECT_EQ(trim(""), "");
}

}  // namespace
}  // namespace krm::http

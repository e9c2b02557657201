#include "document/edit_distance.h"

#include <gtest/gtest.h>

#include <limits>
#include <string>

namespace krm::document {
namespace {

TEST(EditDistance, CountsOneStepEach) {
  EXPECT_EQ(edit_distance("", ""), 0u);
  EXPECT_EQ(edit_distance("error", "error"), 0u);
  EXPECT_EQ(edit_distance("eror", "error"), 1u);
  EXPECT_EQ(edit_distance("errror", "error"), 1u);
  EXPECT_EQ(edit_distance("arror", "error"), 1u);
  EXPECT_EQ(edit_distance("reror", "error"), 1u);
  EXPECT_EQ(edit_distance("errro", "error"), 1u);
}

TEST(EditDistance, AddsStepsUp) {
  EXPECT_EQ(edit_distance("", "abc"), 3u);
  EXPECT_EQ(edit_distance("abc", ""), 3u);
  EXPECT_EQ(edit_distance("kitten", "sitting"), 3u);
  EXPECT_EQ(edit_distance("badc", "abcd"), 2u);
  EXPECT_EQ(edit_distance("ca", "abc"), 3u);  // nothing is put between two that were swapped
}

TEST(EditDistance, DoesNotDependOnTheOrder) {
  EXPECT_EQ(edit_distance("latency", "lateny"), edit_distance("lateny", "latency"));
  EXPECT_EQ(edit_distance("stall", "drip"), edit_distance("drip", "stall"));
}

TEST(EditDistance, IgnoresAsciiCase) {
  EXPECT_EQ(edit_distance("THROTTLINGEXCEPTION", "ThrottlingException"), 0u);
  EXPECT_EQ(edit_distance("Ab", "bA"), 1u);
  EXPECT_EQ(edit_distance("[", "{"), 1u);
}

TEST(EditDistance, IsInfiniteBeyondSixtyFourBytes) {
  const std::string longest(64, 'a');
  EXPECT_EQ(edit_distance(longest, longest), 0u);
  EXPECT_EQ(edit_distance(longest, ""), 64u);
  EXPECT_EQ(edit_distance(longest + "a", longest), std::numeric_limits<std::size_t>::max());
  EXPECT_EQ(edit_distance("", longest + "a"), std::numeric_limits<std::size_t>::max());
}

}  // namespace
}  // namespace krm::document

#include "aws/operations.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <string>

namespace krm::aws {
namespace {

// A binary search needs the order, and a list with a hole has an empty name.
TEST(Operations, AreSortedAndDiffer) {
  EXPECT_EQ(std::ranges::adjacent_find(operations, std::ranges::greater_equal()), operations.end());
  EXPECT_FALSE(operations.front().empty());
}

TEST(Operations, AreFoundByName) {
  for (const std::string_view name : operations) EXPECT_TRUE(is_operation(name)) << name;
}

TEST(Operations, HaveThoseThatAreAnsweredHere) {
  for (const auto* name : {"GenerateRandom", "DescribeCustomKeyStores", "ConnectCustomKeyStore",
                           "DisconnectCustomKeyStore"}) {
    EXPECT_TRUE(is_operation(name)) << name;
  }
}

TEST(Operations, HaveWhatTheModelGainedLast) {
  EXPECT_TRUE(is_operation("Decapsulate"));
  EXPECT_TRUE(is_operation("Encapsulate"));
}

TEST(Operations, AreKnownToTheLetter) {
  for (const auto* name : {"", "Encrypt ", "encrypt", "ENCRYPT", "Encryp", "Encrypted",
                           "TrentService.Encrypt", "A", "Zip", "GenerateRandom2"}) {
    EXPECT_FALSE(is_operation(name)) << name;
  }
}

}  // namespace
}  // namespace krm::aws

#include "aws/names.h"

#include <gtest/gtest.h>

#include <string>

namespace krm::aws {
namespace {

TEST(Names, OfRegions) {
  for (const auto* text : {"us-east-1", "us-iso-west-1", "a", "0-"}) {
    EXPECT_TRUE(is_region_name(text)) << text;
  }
  EXPECT_TRUE(is_region_name(std::string(64, 'x')));
  for (const auto& text : {std::string(), std::string("US-EAST-1"), std::string("us_east_1"),
                           std::string("us-east-1 "), std::string(65, 'x')}) {
    EXPECT_FALSE(is_region_name(text)) << text;
  }
}

TEST(Names, OfAccounts) {
  EXPECT_TRUE(is_account_id("000000000000"));
  for (const auto* text : {"", "11122223333", "1111222233334", "11112222333a"}) {
    EXPECT_FALSE(is_account_id(text)) << text;
  }
}

TEST(Names, OfAccessKeys) {
  EXPECT_TRUE(is_access_key_id("AKIAIOSFODNN7EXAMPLE"));
  for (const auto* text : {"a_0", "test", "000000000001", "a-b", "!~"}) {
    EXPECT_TRUE(is_access_key_id(text)) << text;
  }
  EXPECT_TRUE(is_access_key_id(std::string(128, 'x')));
  for (const auto& text :
       {std::string(), std::string("a/b"), std::string("a,b"), std::string("a b"),
        std::string("\x7f"), std::string("\xc3\xa9"), std::string(129, 'x')}) {
    EXPECT_FALSE(is_access_key_id(text)) << text;
  }
}

TEST(Names, OfRoles) {
  for (const auto* text : {"deploy", "deploy/session", "a b"}) EXPECT_TRUE(is_role(text)) << text;
  for (const auto* text : {"", "/", "deploy/", "/session", "a/b/c"}) {
    EXPECT_FALSE(is_role(text)) << text;
  }
}

}  // namespace
}  // namespace krm::aws

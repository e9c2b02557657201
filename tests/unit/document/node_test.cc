#include "document/node.h"

#include <gtest/gtest.h>

#include <initializer_list>
#include <string>
#include <string_view>

namespace krm::document {
namespace {

using Kind = Node::Kind;

void expect_kind(Kind kind, std::initializer_list<std::string_view> texts) {
  for (const std::string_view text : texts) EXPECT_EQ(kind_of_plain(text), kind) << text;
}

TEST(Node, TellsKindsAsTheCoreRulesOfYaml12Do) {
  expect_kind(Kind::null, {"", "~", "null", "Null", "NULL"});
  expect_kind(Kind::boolean, {"true", "True", "TRUE", "false", "False", "FALSE"});
  expect_kind(Kind::integer,
              {"0", "42", "-1", "+7", "007", "0o17", "0x1F", "0xff", "99999999999999999999999999"});
  expect_kind(Kind::number, {"1.5", "-0.5", ".5", "+.5", "1.", "1e3", "1E+3", "1.5e-3", ".5e1",
                             ".inf", "-.inf", "+.Inf", ".INF", ".nan", ".NaN", ".NAN"});
}

TEST(Node, TakesWhatOnlyOtherRulesKnowAsText) {
  expect_kind(
      Kind::text,
      {"yes", "no",         "on",    "off",  "y",    "nUll", "tRUE",  "nil",  "1_000", "0b11", "0x",
       "0o",  "0o8",        "0xfg",  "-0x1", "-0o7", "+",    "-",     ".",    "-.",    "e3",   "1e",
       "1e+", "1.2.3",      "1e2e3", "1:30", "--1",  "+-1",  "-.nan", ".iNf", "12ms",  "1 2",  " 1",
       "1 ",  "2025-01-01", "<<",    "=",    "inf",  "nan",  ".e1",   "0X1F", "0O7"});
}

TEST(Node, FindsMembers) {
  Node node;
  node.add("a", Node::scalar(Kind::integer, "1"));
  node.add("b", Node::scalar(Kind::text, "x"));
  EXPECT_EQ(node.kind, Kind::mapping);
  ASSERT_NE(node.find("b"), nullptr);
  EXPECT_EQ(node.find("b")->text, "x");
  EXPECT_EQ(node.find("c"), nullptr);
  EXPECT_EQ(Node{}.find("a"), nullptr);
}

TEST(Node, KnowsScalars) {
  EXPECT_TRUE(Node{}.is_scalar());
  EXPECT_TRUE(Node::scalar(Kind::text, "x").is_scalar());
  EXPECT_FALSE(Node{.kind = Kind::list}.is_scalar());
  EXPECT_FALSE(Node{.kind = Kind::mapping}.is_scalar());
}

TEST(Node, IsDescribedForMessages) {
  EXPECT_EQ(described({}), "nothing");
  EXPECT_EQ(described(Node::scalar(Kind::boolean, "true")), "true");
  EXPECT_EQ(described(Node::scalar(Kind::integer, "42")), "42");
  EXPECT_EQ(described(Node::scalar(Kind::number, "1.5")), "1.5");
  EXPECT_EQ(described(Node::scalar(Kind::text, "4\n2")), "the text \"4?2\"");
  EXPECT_EQ(described(Node{.kind = Kind::list}), "a list");
  EXPECT_EQ(described(Node{.kind = Kind::mapping}), "a mapping");
}

}  // namespace
}  // namespace krm::document

// YAML as it is shown: readable, and the same tree when it is read again.
#include "document/yaml_writer.h"

#include <gtest/gtest.h>

#include "document/json.h"
#include "document/yaml.h"

namespace krm::document {
namespace {

std::string again(const std::string& text) {
  const auto node = parse_yaml(text);
  EXPECT_TRUE(node) << text;
  return node ? to_yaml(*node) : "";
}

TEST(YamlWriter, WritesALineForEachMember) {
  EXPECT_EQ(again(R"({"a": 1, "b": {"c": true, "d": null}, "e": [1, {"f": 2, "g": [3]}, [4, 5]]})"),
            "a: 1\n"
            "b:\n"
            "  c: true\n"
            "  d: null\n"
            "e:\n"
            "  - 1\n"
            "  - f: 2\n"
            "    g:\n"
            "      - 3\n"
            "  -\n"
            "    - 4\n"
            "    - 5\n");
}

TEST(YamlWriter, QuotesWhatWouldMeanSomethingElse) {
  for (const auto* plain : {"two throttles", "us-east-1", "10s", "83ms", "a.b_c/d+e", "true-ish"}) {
    EXPECT_EQ(to_yaml(Node::scalar(Node::Kind::text, plain)), std::string(plain) + "\n");
  }
  for (const auto* quoted :
       {"true", "null", "42",  "1e5",  "0x1f", "007", "yes",  "No",         "off", "~",
        "",     " a",   "a ",  "a: b", "a #b", "- a", "*a",   "&a",         "!a",  "%a",
        "@a",   "'a'",  "{a}", "a\nb", "\"",   "1.5", ".inf", "2026-11-30", "\t"}) {
    const std::string text = to_yaml(Node::scalar(Node::Kind::text, quoted));
    EXPECT_EQ(text.front(), '"') << text;
    const auto read = parse_yaml("k: " + text);
    ASSERT_TRUE(read) << text;
    EXPECT_EQ(read->find("k")->kind, Node::Kind::text);
    EXPECT_EQ(read->find("k")->text, quoted);
  }
}

TEST(YamlWriter, WritesWhatIsEmpty) {
  EXPECT_EQ(again("{}"), "{}\n");
  EXPECT_EQ(again("[]"), "[]\n");
  EXPECT_EQ(again("{a: {}, b: [], c: [{}]}"), "a: {}\nb: []\nc:\n  - {}\n");
}

TEST(YamlWriter, ReadsBackAsTheSameTree) {
  const std::string text =
      "{\"a b\": [[1, [2]], {\"x\": {\"y\": \"z: #\"}}], \"q\": \"\\u00e4 \\n\", \"n\": -1.5}";
  const auto before = parse_yaml(text);
  ASSERT_TRUE(before);
  const auto after = parse_yaml(to_yaml(*before));
  ASSERT_TRUE(after) << to_yaml(*before);
  EXPECT_EQ(to_json(*after), to_json(*before));
}

}  // namespace
}  // namespace krm::document

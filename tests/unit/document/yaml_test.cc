#include "document/yaml.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace krm::document {
namespace {

using Kind = Node::Kind;

std::string_view name_of(Kind kind) {
  switch (kind) {
    case Kind::null:
      return "null";
    case Kind::boolean:
      return "boolean";
    case Kind::integer:
      return "integer";
    case Kind::number:
      return "number";
    case Kind::text:
      return "text";
    case Kind::list:
      return "list";
    case Kind::mapping:
      return "mapping";
  }
  return "";
}

// On one line: `integer(42)`, `[...]`, `{key: ...}`.
std::string shown(const Node& node) {
  std::string all;
  if (node.kind == Kind::list) {
    for (const Node& item : node.items) all += (all.empty() ? "" : ", ") + shown(item);
    return "[" + all + "]";
  }
  if (node.kind == Kind::mapping) {
    for (const Member& member : node.members) {
      all += (all.empty() ? "" : ", ") + member.key + ": " + shown(member.value.front());
    }
    return "{" + all + "}";
  }
  return fmt::format("{}({})", name_of(node.kind), node.text);
}

std::string read(std::string_view text) {
  const auto node = parse_yaml(text);
  if (node) return shown(*node);
  const Mistake& mistake = node.error();
  return fmt::format("{}:{}: {}", mistake.mark.line, mistake.mark.column, mistake.message);
}

std::string mark_of(const Node* node) {
  return node ? fmt::format("{}:{}", node->mark.line, node->mark.column) : "none";
}

TEST(Yaml, ReadsPlainScalarsByTheCoreRules) {
  EXPECT_EQ(read("[~, null, true, 42, 0x1F, 1.5, .inf, yes, 1_000, 5s]"),
            "[null(), null(), boolean(true), integer(42), integer(0x1F), number(1.5), "
            "number(.inf), text(yes), text(1_000), text(5s)]");
}

TEST(Yaml, TakesWhatIsQuotedAsText) {
  EXPECT_EQ(read("['42', \"true\", '', \"null\", ! 42, 'it''s']"),
            "[text(42), text(true), text(), text(null), text(42), text(it's)]");
  EXPECT_EQ(read("a: |\n  42\nb: >-\n  x\n  y\n"), "{a: text(42\n), b: text(x y)}");
  EXPECT_EQ(read("\"a\\tb\\x41\\u00e9\\\n  c\\/\""),
            "text(a\tbA\xc3\xa9"
            "c/)");
}

TEST(Yaml, ReadsBlocksAndFlows) {
  EXPECT_EQ(read("a:\n  - b: 1\n    c: [2, {d: 3}]\n  -\ne:\n- f\n"),
            "{a: [{b: integer(1), c: [integer(2), {d: integer(3)}]}, null()], e: [text(f)]}");
  EXPECT_EQ(read("? a\n: b\n"), "{a: text(b)}");
  EXPECT_EQ(read("{a, b: }"), "{a: null(), b: null()}");
  EXPECT_EQ(read("[a: 1]"), "[{a: integer(1)}]");
  EXPECT_EQ(read("[]"), "[]");
  EXPECT_EQ(read("{}"), "{}");
}

TEST(Yaml, KeepsKeysAsText) {
  EXPECT_EQ(read("{1: a, true: b, 'x y': c, \"\": d}"),
            "{1: text(a), true: text(b), x y: text(c), : text(d)}");
}

TEST(Yaml, LeavesTheTopToTheCaller) {
  EXPECT_EQ(read("x"), "text(x)");
  EXPECT_EQ(read("- x"), "[text(x)]");
  EXPECT_EQ(read("---\n"), "null()");
}

TEST(Yaml, TakesWhatMayStandAroundADocument) {
  EXPECT_EQ(read("%YAML 1.2\n--- # c\na: b\n...\n# c\n"), "{a: text(b)}");
  EXPECT_EQ(read("\xef\xbb\xbf"
                 "a: b\r\nc: d\r\n"),
            "{a: text(b), c: text(d)}");
}

TEST(Yaml, ReadsJson) {
  EXPECT_EQ(read("{\n\t\"a\":1,\n\t\"b\" : [true,null,-1.5e3,\"\\ud83d\\ude00\\u00e9\\/\\b\"],\r\n"
                 "\t\"c\":{}}"),
            "{a: integer(1), b: [boolean(true), null(), number(-1.5e3), "
            "text(\xf0\x9f\x98\x80\xc3\xa9/\b)], c: {}}");
}

TEST(Yaml, MarksInCharacters) {
  const auto node = parse_yaml(
      "\xc3\xa9: \xe2\x82\xac\nb: [\"\\ud83d\\ude00\", \xf0\x9f\x98\x80, x]\n"
      "c:\n  d:\n  e: ~\n");
  ASSERT_TRUE(node);
  EXPECT_EQ(mark_of(&*node), "1:1");
  EXPECT_EQ(mark_of(node->find("\xc3\xa9")), "1:4");
  ASSERT_NE(node->find("b"), nullptr);
  EXPECT_EQ(node->members[1].mark.line, 2);
  EXPECT_EQ(node->members[1].mark.column, 1);
  EXPECT_EQ(mark_of(node->find("b")), "2:4");
  ASSERT_EQ(node->find("b")->items.size(), 3u);
  EXPECT_EQ(mark_of(&node->find("b")->items[0]), "2:5");
  EXPECT_EQ(mark_of(&node->find("b")->items[1]), "2:21");
  EXPECT_EQ(mark_of(&node->find("b")->items[2]), "2:24");
  EXPECT_EQ(mark_of(node->find("c")->find("d")), "4:3");  // where there is none, that of its key
  EXPECT_EQ(mark_of(node->find("c")->find("e")), "5:3");
}

TEST(Yaml, IsNotMarkedOtherwiseByAByteOrderMark) {
  EXPECT_EQ(read("\xef\xbb\xbf"
                 "a: &b"),
            read("a: &b"));
  EXPECT_EQ(read("\xef\xbb\xbf\xef\xbb\xbf"
                 "a: &b"),
            read("a: &b"));
  EXPECT_EQ(read("\xef\xbb\xbf"
                 "a: \xff"),
            read("a: \xff"));
}

TEST(Yaml, RefusesAnEmptyFile) {
  for (const char* text : {"", "\n\n", "  ", "# only a comment\n", "\xef\xbb\xbf"}) {
    EXPECT_EQ(read(text), "1:1: the file is empty") << text;
  }
}

TEST(Yaml, RefusesWhatIsNoText) {
  EXPECT_EQ(read("a: b\n\xc3\xa9: \xff"),
            "2:4: the byte 0xff is not UTF-8; save the file as UTF-8");
  EXPECT_EQ(read("\xff\xfe"
                 "a"),
            "1:1: the byte 0xff is not UTF-8; save the file as UTF-8");
  EXPECT_EQ(read("a: \xe2\x82"), "1:4: the byte 0xe2 is not UTF-8; save the file as UTF-8");
  EXPECT_EQ(read({"a: \0b", 5}), "1:4: a NUL cannot stand here; write \\u0000 in double quotes");
  EXPECT_EQ(read("a: \x04\nb: c"),
            "1:4: the control character U+0004 cannot stand here; write \\u0004 in double quotes");
  EXPECT_EQ(read("a: b\rc: d"),
            "1:5: a carriage return alone does not end a line; end lines with LF or CR LF");
}

TEST(Yaml, RefusesAnchorsAliasesAndTags) {
  const std::string anchors =
      "anchors are refused; write the value wherever it is needed, or put text that begins with "
      "\"&\" in quotes";
  EXPECT_EQ(read("a: &b c"), "1:4: " + anchors);
  EXPECT_EQ(read("a: &b [c]"), "1:4: " + anchors);
  EXPECT_EQ(read("a: &b\n"), "1:4: " + anchors);
  EXPECT_EQ(read("&a b: c"), "1:1: " + anchors);
  EXPECT_EQ(read("a: & b"), "1:4: " + anchors);
  EXPECT_EQ(read("a: &b &c d"), "1:7: " + anchors);
  const std::string aliases =
      "aliases are refused; write the value out, or put text that begins with \"*\" in quotes";
  EXPECT_EQ(read("a: *b"), "1:4: " + aliases);
  EXPECT_EQ(read("a: *"), "1:4: " + aliases);
  EXPECT_EQ(read("a: *.txt"), "1:4: " + aliases);
  EXPECT_EQ(read("*a : b"), "1:1: " + aliases);
  const std::string tags =
      "tags are refused; leave the tag out, or put text that begins with \"!\" in quotes";
  EXPECT_EQ(read("a: !b c"), "1:4: " + tags);
  EXPECT_EQ(read("a: !!str c"), "1:4: " + tags);
  EXPECT_EQ(read("a: !<b> c"), "1:4: " + tags);
  EXPECT_EQ(read("a: !b [c]"), "1:4: " + tags);
  EXPECT_EQ(read("a: !!map {b: c}"), "1:4: " + tags);
  EXPECT_EQ(read("!a b: c"), "1:1: " + tags);
  EXPECT_EQ(read("a: !b !c d"), "1:7: " + tags);
}

TEST(Yaml, RefusesMoreThanOneDocument) {
  EXPECT_EQ(read("a: b\n---\nc: d\n"),
            "2:1: a second document cannot stand here; give it a file of its own");
  EXPECT_EQ(read("a: b\n---\n"),
            "2:1: a second document cannot stand here; give it a file of its own");
  EXPECT_EQ(read("- a\nb: c\n"),
            "2:1: this does not continue what is above it; look at its indentation");
}

TEST(Yaml, RefusesAKeyThatIsThereTwice) {
  EXPECT_EQ(read("# c\n\nseed: 1\nname: x\nseed: 2\n"),
            "5:1: \"seed\" is given twice; it is on line 3 already");
  EXPECT_EQ(read("{a: 1, 'a': 2}"), "1:8: \"a\" is given twice; it is on line 1 already");
  EXPECT_EQ(read("{\"\\ud83d\\ude00\": 1, \"\xf0\x9f\x98\x80\": 2}"),
            "1:21: \"\xf0\x9f\x98\x80\" is given twice; it is on line 1 already");
  EXPECT_EQ(read("a: {c: 1}\nb: {c: 1}\nc: 1"),
            "{a: {c: integer(1)}, b: {c: integer(1)}, c: integer(1)}");
}

TEST(Yaml, RefusesKeysThatAreNoText) {
  EXPECT_EQ(read("~: a"), "1:1: a key is text, not nothing");
  EXPECT_EQ(read(": a"), "1:1: a key is text, not nothing");
  EXPECT_EQ(read("? [a]\n: b"), "1:3: a key is text, not a list; is a bracket not closed?");
  EXPECT_EQ(read("?\n  - a\n: b"), "2:3: a key is text, not a list");
  EXPECT_EQ(read("? {a: b}\n: c"), "1:3: a key is text, not a mapping; is a bracket not closed?");
  EXPECT_EQ(read("{\"a\"\n: 1}"),
            "1:2: a key is text, not nothing; its colon must follow on the same line");
}

TEST(Yaml, RefusesWhatIsNotClosed) {
  EXPECT_EQ(read("{\"a\": [1,"), "1:1: a key is text, not a mapping; is a bracket not closed?");
  EXPECT_EQ(read("a: [1,"), "1:7: this is not YAML: end of sequence flow not found");
  EXPECT_EQ(read("a: \"b"), "1:6: this is not YAML: illegal EOF in scalar");
  EXPECT_EQ(read("a: \"b\nc: d\n"), "1:4: this \" is never closed");
  EXPECT_EQ(read("a: 'b\nc: ''d''\n"), "1:4: this ' is never closed");
  EXPECT_EQ(read("a: \"b\\\"\n"), "1:4: this \" is never closed");
  EXPECT_EQ(read("a: ! # c\n  'b\n"), "2:3: this ' is never closed");
  EXPECT_EQ(read("a: ! # c\n  'b'\n"), "{a: text(b)}");
}

TEST(Yaml, SaysWhatIsWrongWithAnEscape) {
  EXPECT_EQ(read(R"(a: "b\q")"),
            R"(1:6: \q is no escape; write \\ for a backslash in double quotes)");
  EXPECT_EQ(read("a: \"\\\xc3\xa9\""),
            "1:5: \\\xc3\xa9 is no escape; write \\\\ for a backslash in double quotes");
  EXPECT_EQ(read(R"(a: "\U00110000")"), R"(1:5: there is no character \U00110000)");
  EXPECT_EQ(read(R"(a: "b\ud83d")"),
            R"(1:6: \ud83d is half of a character; both halves are needed, as in \ud83d\ude00)");
}

TEST(Yaml, SaysWhatCannotBeginAValue) {
  EXPECT_EQ(read("a: @b"), "1:4: \"@\" cannot begin a value; put it in quotes");
  EXPECT_EQ(read("a: `b`"), "1:4: \"`\" cannot begin a value; put it in quotes");
  EXPECT_EQ(read("a: %b"), "1:4: \"%\" cannot begin a value; put it in quotes");
}

TEST(Yaml, RefusesTabsOnlyWhereTheyIndent) {
  const std::string tab = "a tab cannot indent YAML; use spaces";
  EXPECT_EQ(read("a:\n\tb: c\n"), "2:1: " + tab);
  EXPECT_EQ(read("a:\n  b: 1\n \tc: 2\n"), "3:2: " + tab);
  EXPECT_EQ(read("a: |\n\tx\n"), "2:1: " + tab);
  EXPECT_EQ(read("a:\tb\n"), "{a: text(b)}");
  EXPECT_EQ(read("{\n\t\"a\": 1\n}\n"), "{a: integer(1)}");
  EXPECT_EQ(read("a: {\n\tb: c: d\n}\n").find("tab"), std::string::npos);
}

TEST(Yaml, PassesOnWhatYamlCppSays) {
  EXPECT_EQ(read("a: b: c"), "1:5: this is not YAML: illegal map value");
  EXPECT_EQ(read("a: ]"), "1:4: this is not YAML: illegal flow end");
  EXPECT_EQ(read("%YAML 9.9\n---\na"), "1:1: this is not YAML: YAML major version too large");
}

}  // namespace
}  // namespace krm::document

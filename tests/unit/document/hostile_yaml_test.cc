// Files that are made to take long, take much or take the program down.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "base/utf8.h"
#include "document/text.h"
#include "document/yaml.h"

namespace krm::document {
namespace {

std::string repeated(std::string_view piece, std::size_t times) {
  std::string text;
  for (std::size_t i = 0; i < times; ++i) text += piece;
  return text;
}

std::string mistake_in(std::string_view text) {
  const auto node = parse_yaml(text);
  if (node) return "none";
  const Mistake& mistake = node.error();
  return fmt::format("{}:{}: {}", mistake.mark.line, mistake.mark.column, mistake.message);
}

constexpr std::size_t mebibyte = 1024 * 1024;

TEST(HostileYaml, AliasBombsDoNotGoOff) {
  EXPECT_EQ(mistake_in("a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nd: [*c, *c]\n"),
            "1:4: anchors are refused; write the value wherever it is needed, or put text that "
            "begins with \"&\" in quotes");
}

TEST(HostileYaml, DepthEndsAtSixtyFour) {
  EXPECT_EQ(mistake_in(repeated("[", 64) + repeated("]", 64)), "none");
  EXPECT_EQ(mistake_in(repeated("[", 65) + repeated("]", 65)),
            "1:65: this is nested more than 64 levels deep");
  EXPECT_EQ(mistake_in(repeated("- ", 64) + "x"), "none");
  EXPECT_EQ(mistake_in(repeated("- ", 65) + "x"), "1:129: this is nested more than 64 levels deep");
}

TEST(HostileYaml, TenThousandLevelsAreNoMoreThanSixtyFive) {
  EXPECT_EQ(mistake_in(repeated("[", 10'000) + repeated("]", 10'000)),
            "1:65: this is nested more than 64 levels deep");
  EXPECT_EQ(mistake_in(repeated("{a: ", 10'000) + repeated("}", 10'000)),
            "1:257: this is nested more than 64 levels deep");
  EXPECT_EQ(mistake_in(repeated("- ", 10'000)), "1:129: this is nested more than 64 levels deep");
  std::string block;
  for (std::size_t level = 0; level < 1'000; ++level) block += std::string(level, ' ') + "a:\n";
  EXPECT_EQ(mistake_in(block), "65:65: this is nested more than 64 levels deep");
}

TEST(HostileYaml, ValuesEndAtTwentyThousand) {
  EXPECT_EQ(mistake_in(repeated("- x\n", 19'999)), "none");
  EXPECT_EQ(mistake_in(repeated("- x\n", 20'000)), "20000:3: there are more than 20000 values");
  EXPECT_EQ(mistake_in("[" + repeated("x,", 20'000) + "]"),
            "1:40000: there are more than 20000 values");
  EXPECT_EQ(mistake_in(repeated("- x\n", 100'000)), "20000:3: there are more than 20000 values");
}

TEST(HostileYaml, KeysAreNoValues) {
  std::string text;
  for (int i = 0; i < 19'999; ++i) text += fmt::format("k{}: x\n", i);
  EXPECT_EQ(mistake_in(text), "none");
  EXPECT_EQ(mistake_in(text + "z: x\n"), "20000:4: there are more than 20000 values");
}

TEST(HostileYaml, BracketsAndCommasEndAtAHundredThousand) {
  EXPECT_EQ(mistake_in("a: \"" + repeated(",", 100'000) + "\""), "none");
  EXPECT_EQ(mistake_in("a: \"" + repeated(",", 100'001) + "\""),
            "1:100005: there are more than 100000 brackets and commas");
  for (const char* piece : {"[", "{", "[x,", "]", "}", "{,"}) {
    EXPECT_NE(mistake_in(repeated(piece, 200'000)), "none") << piece;
  }
}

TEST(HostileYaml, BytesEndAtOneMebibyte) {
  const std::string text = "a: " + std::string(mebibyte - 3, 'x');
  EXPECT_EQ(mistake_in(text), "none");
  EXPECT_EQ(mistake_in(text + "x"), "1:1: the file has 1048577 bytes; there may be 1048576");
}

TEST(HostileYaml, LongLinesAreMarkedQuickly) {
  std::string text = "[";
  for (int i = 0; i < 19'000; ++i) text += "\"" + std::string(45, 'x') + "\", ";
  const auto node = parse_yaml(text + "last]");
  ASSERT_TRUE(node);
  EXPECT_EQ(node->items.back().mark.column, static_cast<int>(text.size()) + 1);
}

TEST(HostileYaml, NoShapeTakesLong) {
  for (const char* piece :
       {"? ",    "?\n",  "- ",  "-\n",   "x\n",          "x ",      "\n",        " ",      "\t",
        "#\n",   "#",    "\"",  "\"\" ", "a: ",          ": ",      ":",         "!",      "! ",
        "!a ",   "&a ",  "*a ", "%\n",   "%a\n",         "---\n",   "...\n",     "--- ",   "|\n",
        "- |\n", "\r\n", "'",   "\\",    "\xef\xbb\xbf", "- - a\n", "a:\n- b\n", "\"a\": "}) {
    const std::string text = repeated(piece, mebibyte / 8 / std::string_view(piece).size());
    parse_yaml(text);
    parse_yaml("[" + text.substr(1));
    parse_yaml("a: \"" + text.substr(4));
    parse_yaml("a: |\n " + text.substr(6));
  }
}

// Each cut of a good file is read or refused, and a mistake points into it.
TEST(HostileYaml, EachBeginningOfAFileHasItsAnswer) {
  const std::string text =
      "\xef\xbb\xbf# \xc3\xa9\n%YAML 1.2\n--- # c\nversion: 1\r\nname: 'it''s \xf0\x9f\x98\x80'\n"
      "text: \"\\ud83d\\ude00 \\x41 \\\n  b\"\nlist: [a, {b: c}, ! d, ~]\nblock: |+2\n    x\n\n"
      "folded: >-\n  y\n  z\n? key\n: - 1\n  - - 2\n    - 3.5\nnothing:\n...\n";
  for (std::size_t size = 0; size <= text.size(); ++size) {
    const std::string_view cut = std::string_view(text).substr(0, size);
    const auto node = parse_yaml(cut);
    if (node) continue;
    EXPECT_LE(static_cast<std::size_t>(node.error().mark.line), split_lines(cut).size()) << size;
    EXPECT_EQ(base::first_invalid_utf8(node.error().message), std::nullopt) << size;
  }
}

TEST(HostileYaml, EachByteMayBeAnother) {
  const std::string text =
      "a: [b, \"\\ud83d\\ude00\", 'c']\nd:\n  - &e f\n  - !g h\n  - |\n    i\n";
  for (std::size_t at = 0; at < text.size(); ++at) {
    for (int byte = 0; byte < 256; ++byte) {
      std::string other = text;
      other[at] = static_cast<char>(byte);
      parse_yaml(other);
    }
  }
}

}  // namespace
}  // namespace krm::document

#include "document/text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace krm::document {
namespace {

using testing::ElementsAre;

TEST(Text, SplitsLines) {
  EXPECT_THAT(split_lines(""), ElementsAre(""));
  EXPECT_THAT(split_lines("a"), ElementsAre("a"));
  EXPECT_THAT(split_lines("a\n"), ElementsAre("a", ""));
  EXPECT_THAT(split_lines("a\r\nb\rc\n\r\n\rd"), ElementsAre("a", "b", "c", "", "", "d"));
}

void expect_mark(std::string_view text, std::size_t offset, int line, int column) {
  const Mark mark = Lines(text).mark(offset);
  EXPECT_EQ(mark.line, line) << offset;
  EXPECT_EQ(mark.column, column) << offset;
}

TEST(Text, MarksInCharacters) {
  const std::string_view text = "a\xc3\xa9z\n\n\xf0\x9f\x98\x80y\r\nx";
  expect_mark(text, 0, 1, 1);
  expect_mark(text, 1, 1, 2);
  expect_mark(text, 3, 1, 3);
  expect_mark(text, 4, 1, 4);  // the end of the line belongs to it
  expect_mark(text, 5, 2, 1);
  expect_mark(text, 6, 3, 1);
  expect_mark(text, 10, 3, 2);
  expect_mark(text, 13, 4, 1);
}

TEST(Text, MarksTheEndForWhatIsBeyondIt) {
  expect_mark("ab\nc", 4, 2, 2);
  expect_mark("ab\nc", 1000, 2, 2);
  expect_mark("ab\n", 3, 2, 1);
  expect_mark("", 0, 1, 1);
  expect_mark("", 7, 1, 1);
}

TEST(Text, MarksInTextsOfManyBlocks) {
  std::string text;
  for (int i = 0; i < 3000; ++i) text += "\xc3\xa9";
  text += "\n";
  for (int i = 0; i < 3000; ++i) text += "\xe2\x82\xac";
  for (const int column : {1, 512, 513, 1024, 1025, 2999, 3000}) {
    expect_mark(text, static_cast<std::size_t>(column - 1) * 2, 1, column);
    expect_mark(text, 6001 + static_cast<std::size_t>(column - 1) * 3, 2, column);
  }
  expect_mark(std::string(1024, 'x'), 1024, 1, 1025);
}

TEST(Text, CountsCharacters) {
  EXPECT_EQ(characters_from("\xc3\xa9yz", 0), "\xc3\xa9yz");
  EXPECT_EQ(characters_from("\xc3\xa9yz", 2), "z");
  EXPECT_EQ(characters_from("\xc3\xa9yz", 9), "");
}

TEST(Text, KnowsWhatMovesACursor) {
  for (const char* character :
       {"\x01", "\t", "\n", "\x1b", "\x7f", "\xc2\x80", "\xc2\x9b", "\xe2\x80\x8e", "\xe2\x80\x8f",
        "\xe2\x80\xa8", "\xe2\x80\xaa", "\xe2\x80\xae", "\xe2\x81\xa6", "\xe2\x81\xa9"}) {
    EXPECT_TRUE(moves_a_cursor(character)) << testing::PrintToString(character);
  }
  for (const char* character : {" ", "~", "\xc2\xa0", "\xc3\xa9", "\xe2\x80\x90", "\xe2\x80\xaf",
                                "\xe2\x81\xa5", "\xe2\x82\xac", "\xf0\x9f\x98\x80"}) {
    EXPECT_FALSE(moves_a_cursor(character)) << testing::PrintToString(character);
  }
}

}  // namespace
}  // namespace krm::document

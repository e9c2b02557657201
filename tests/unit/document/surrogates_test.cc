#include "document/surrogates.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <string>

#include "document/yaml.h"

namespace krm::document {
namespace {

std::string text_of(const std::string& yaml) {
  const auto node = parse_yaml(yaml);
  return node ? node->text : "refused: " + node.error().message;
}

TEST(Surrogates, BecomeTheirCharacterInDoubleQuotes) {
  EXPECT_EQ(text_of(R"("\ud83d\ude00")"), "\xf0\x9f\x98\x80");
  EXPECT_EQ(text_of(R"("\uD83D\uDE00")"), "\xf0\x9f\x98\x80");
  EXPECT_EQ(text_of(R"("\ud800\udc00")"), "\xf0\x90\x80\x80");
  EXPECT_EQ(text_of(R"("\udbff\udfff")"), "\xf4\x8f\xbf\xbf");
  EXPECT_EQ(text_of(R"("a\ud83d\ude00\ud83d\ude01\u00e9")"),
            "a\xf0\x9f\x98\x80\xf0\x9f\x98\x81\xc3\xa9");
}

TEST(Surrogates, StayAsWrittenElsewhere) {
  EXPECT_EQ(text_of(R"(\uD83d\udE00)"), R"(\uD83d\udE00)");
  EXPECT_EQ(text_of(R"('\uD83d\udE00')"), R"(\uD83d\udE00)");
  EXPECT_EQ(text_of("|-\n \\uDaAa\\uDbBb\\udAaA\\udfff\n"), R"(\uDaAa\uDbBb\udAaA\udfff)");
  EXPECT_EQ(text_of("|- # \\udaaa\\udcbb\n \\uDAAA\\uDCBB\n"), R"(\uDAAA\uDCBB)");
}

TEST(Surrogates, StayTextBehindAnEscapedBackslash) {
  EXPECT_EQ(text_of(R"("\\ud83d\\ude00")"), R"(\ud83d\ude00)");
  EXPECT_EQ(text_of(R"("\\\ud83d\ude00")"), "\\\xf0\x9f\x98\x80");
  EXPECT_EQ(text_of(R"("\\\\ud83d\\\\ude00")"), R"(\\ud83d\\ude00)");
}

TEST(Surrogates, DoNotTouchPrivateCharacters) {
  EXPECT_EQ(text_of("\"\\ud83d\\ude00\xee\x80\x80\\ue001\\U0000e002\""),
            "\xf0\x9f\x98\x80\xee\x80\x80\xee\x80\x81\xee\x80\x82");
  EXPECT_EQ(text_of("'\\ud83d\\ude00\xee\x80\x80\\ue001'"), "\\ud83d\\ude00\xee\x80\x80\\ue001");
}

TEST(Surrogates, MustBePairs) {
  const std::string half =
      "refused: {} is half of a character; both halves are needed, as in \\ud83d\\ude00";
  for (const char* escape : {"\\ud83d", "\\ude00", "\\U0000d83d"}) {
    EXPECT_EQ(text_of(fmt::format("\"{}\"", escape)), fmt::format(fmt::runtime(half), escape));
  }
  EXPECT_EQ(text_of(R"("\ud83d \ude00")"), fmt::format(fmt::runtime(half), "\\ud83d"));
  EXPECT_EQ(text_of(R"("\ude00\ud83d")"), fmt::format(fmt::runtime(half), "\\ude00"));
  EXPECT_EQ(text_of(R"("\ud83d\ud83d\ude00")"), fmt::format(fmt::runtime(half), "\\ud83d"));
  EXPECT_EQ(text_of(R"("\ud83d\\ude00")"), fmt::format(fmt::runtime(half), "\\ud83d"));
  EXPECT_EQ(text_of(R"("\\ud83d\ude00")"), fmt::format(fmt::runtime(half), "\\ude00"));
}

TEST(Surrogates, AreReplacedByAsManyBytes) {
  const std::string text = R"({"\ud83d\ude00": "\uD83D\uDE00", b: \ud83d\ude00})";
  const auto stand_ins = replace_surrogates(text);
  ASSERT_TRUE(stand_ins);
  EXPECT_EQ(stand_ins->text.size(), text.size());
  EXPECT_EQ(stand_ins->text.find("\\ud8"), std::string::npos);
  EXPECT_EQ(stand_ins->text.find("\\uD8"), std::string::npos);
  EXPECT_EQ(stand_ins->stood_for.size(), 4u);  // each half as it is written
}

TEST(Surrogates, MayBeOfAsManyKindsAsThereArePrivateCharacters) {
  std::string text = "\"";
  for (unsigned i = 0; i < 1024; ++i)
    text += fmt::format("\\ud{:03x}\\ud{:03x}", 0x800 + i, 0xc00 + i);
  text += "\"";
  EXPECT_EQ(text_of(text).size(), 4096u);
  std::string all_private;
  for (unsigned i = 0xe000; i <= 0xf8ff; ++i) all_private += fmt::format("\\u{:04x}", i);
  EXPECT_TRUE(replace_surrogates(all_private));
  EXPECT_FALSE(replace_surrogates(all_private + "\\ud83d\\ude00"));
  EXPECT_EQ(text_of("\"" + all_private + "\\ud83d\\ude00\""),
            "refused: there are too many different surrogate escapes (\\ud83d\\ude00); write the "
            "characters");
}

}  // namespace
}  // namespace krm::document

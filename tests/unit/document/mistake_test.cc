#include "document/mistake.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace krm::document {
namespace {

std::string rendered(const std::vector<Mistake>& list, std::string_view text,
                     std::string_view name = "s.yaml") {
  Mistakes mistakes;
  for (const Mistake& mistake : list) mistakes.add(mistake.mark, mistake.message);
  return render(mistakes, name, text);
}

TEST(Mistake, ShowsLinesInTheOrderOfTheFile) {
  EXPECT_EQ(rendered({{{3, 5}, "third"}, {{1, 1}, "first"}, {{3, 1}, "second"}},
                     "seed: x\nname: y\n  - eror: z\n"),
            "s.yaml:1:1: first\n"
            "  seed: x\n"
            "  ^\n"
            "s.yaml:3:1: second\n"
            "    - eror: z\n"
            "  ^\n"
            "s.yaml:3:5: third\n"
            "    - eror: z\n"
            "      ^\n");
}

TEST(Mistake, KeepsTheOrderOfWhatStandsAtOnePlace) {
  EXPECT_EQ(rendered({{{1, 1}, "b"}, {{1, 1}, "a"}}, "x"),
            "s.yaml:1:1: b\n  x\n  ^\ns.yaml:1:1: a\n  x\n  ^\n");
}

TEST(Mistake, ShowsNothingWhereThereIsNone) {
  EXPECT_TRUE(Mistakes().none());
  EXPECT_EQ(rendered({}, "x"), "");
}

TEST(Mistake, PointsAtCharactersNotBytes) {
  EXPECT_EQ(rendered({{{1, 7}, "here"}}, "\xc3\xa9\xe2\x82\xac: [x]"),
            "s.yaml:1:7: here\n"
            "  \xc3\xa9\xe2\x82\xac: [x]\n"
            "        ^\n");
}

TEST(Mistake, ShowsTheEndOfALineAndOfTheFile) {
  EXPECT_EQ(rendered({{{1, 4}, "here"}}, "a: \r\nb"), "s.yaml:1:4: here\n  a: \n     ^\n");
  EXPECT_EQ(rendered({{{2, 1}, "here"}}, "a\n"), "s.yaml:2:1: here\n  \n  ^\n");
  EXPECT_EQ(rendered({{{9, 1}, "here"}}, "a\n"), "s.yaml:9:1: here\n");
}

TEST(Mistake, CutsLongLinesAroundTheCaret) {
  const std::string line = std::string(500, 'a') + "X" + std::string(500, 'b');
  EXPECT_EQ(rendered({{{1, 1}, "here"}}, line),
            "s.yaml:1:1: here\n  " + std::string(100, 'a') + "...\n  ^\n");
  EXPECT_EQ(rendered({{{1, 501}, "here"}}, line), "s.yaml:1:501: here\n  " + std::string(50, 'a') +
                                                      "X" + std::string(49, 'b') + "...\n  " +
                                                      std::string(50, ' ') + "^\n");
  EXPECT_EQ(
      rendered({{{1, 1002}, "here"}}, line),
      "s.yaml:1:1002: here\n  " + std::string(50, 'b') + "\n  " + std::string(50, ' ') + "^\n");
}

TEST(Mistake, LetsNothingMoveTheCursor) {
  EXPECT_EQ(rendered({{{1, 9}, "here"}}, "\ta\x1b[2J\xc2\x9b\xe2\x80\xaez", "e\x1bvil\n.yaml"),
            "e?vil?.yaml:1:9: here\n"
            "   a?[2J??z\n"
            "          ^\n");
}

TEST(Mistake, ShowsAtMostFifty) {
  std::vector<Mistake> list;
  std::string all;
  for (int line = 1; line <= 52; ++line) {
    list.push_back({{line, 1}, "m"});
    if (line <= 50) all += "s.yaml:" + std::to_string(line) + ":1: m\n  x\n  ^\n";
  }
  std::string text;
  for (int line = 1; line <= 52; ++line) text += "x\n";
  EXPECT_EQ(rendered(list, text), all + "s.yaml: 2 more mistakes\n");
  list.resize(50);
  EXPECT_EQ(rendered(list, text), all);
}

TEST(Mistake, CutsWhatItPrints) {
  EXPECT_EQ(printable("abc", 3), "abc");
  EXPECT_EQ(printable("abcd", 3), "abc...");
  EXPECT_EQ(printable("\xc3\xa9\xc3\xa9\xc3\xa9", 3), "\xc3\xa9\xc3\xa9\xc3\xa9");
  EXPECT_EQ(printable("a\tb\nc"), "a b?c");
  EXPECT_EQ(printable(std::string(61, 'x')), std::string(60, 'x') + "...");
  EXPECT_EQ(printable(""), "");
}

TEST(Mistake, SuggestsTheNearestName) {
  const std::vector<std::string_view> names = {"error", "reply", "close", "latency"};
  EXPECT_EQ(nearest("eror", names), "; did you mean \"error\"?");
  EXPECT_EQ(nearest("LATENCY", names), "; did you mean \"latency\"?");
  EXPECT_EQ(nearest("banana", names), "");
  EXPECT_EQ(nearest(std::string(100, 'e'), names), "");
  EXPECT_EQ(suggestion("eror", names), "; did you mean \"error\"?");
  EXPECT_EQ(suggestion("banana", names), "; there is error, reply, close, latency");
}

}  // namespace
}  // namespace krm::document

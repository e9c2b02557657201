#include "document/glob.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace krm::document {
namespace {

struct Case {
  std::string pattern;
  std::string text;
  bool matches;
};

TEST(Glob, Matches) {
  const std::vector<Case> cases = {
      {"", "", true},
      {"", "a", false},
      {"a", "", false},
      {"a", "a", true},
      {"a", "A", false},
      {"a", "aa", false},
      {"?", "", false},
      {"?", "a", true},
      {"?", "ab", false},
      {"??", "ab", true},
      {"a?c", "abc", true},
      {"a?c", "ac", false},
      {"*", "", true},
      {"*", "anything at all", true},
      {"**", "", true},
      {"a*", "a", true},
      {"a*", "abc", true},
      {"a*", "ba", false},
      {"*a", "a", true},
      {"*a", "aba", true},
      {"*a", "ab", false},
      {"a*b", "ab", true},
      {"a*b", "aXXb", true},
      {"a*b", "abc", false},
      {"*ab*", "xxabxx", true},
      {"*ab*", "xaxbx", false},
      {"a*b*c", "abbc", true},
      {"a*b*c", "acb", false},
      {"*aab", "aaab", true},  // the star has to give back what it took
      {"*a*aab", "aaaab", true},
      {"a**b", "ab", true},
      {"*?", "", false},
      {"*?", "a", true},
      {"?*?", "a", false},
      {"?*?", "ab", true},
      {"us-*-?", "us-east-1", true},
      {"us-*-?", "us-east-12", false},
      {"*/*", "a/b", true},  // a slash is nothing special
      {".", "a", false},     // and neither is anything else
      {"[a]", "a", false},
      {"[a]", "[a]", true},
      {"\\*", "*", false},
      {"\\*", "\\x", true},
      {"a+", "aa", false},
      {"*", "\n", true},
      {"?", std::string(1, '\0'), true},
      {"?", "\xc3\xa9", false},  // a byte, not a character
      {"??", "\xc3\xa9", true},
      {"Signature=*", "signature=x", false},
  };
  for (const Case& c : cases) {
    EXPECT_EQ(glob_matches(c.pattern, c.text), c.matches)
        << '"' << c.pattern << "\" \"" << c.text << '"';
  }
}

// A matcher that tries everything would take longer than the universe for these.
TEST(Glob, TakesNoLongerForPatternsThatAreMeantToHurt) {
  std::string stars;
  for (int i = 0; i < 127; ++i) stars += "*a";
  const std::string text(8192, 'a');
  EXPECT_FALSE(glob_matches(stars + "*b", text));
  EXPECT_TRUE(glob_matches(stars + "*", text));
  EXPECT_FALSE(glob_matches(std::string(255, '*') + "b", text));
  EXPECT_FALSE(glob_matches("*" + std::string(254, 'a') + "b", text));
  EXPECT_FALSE(glob_matches("*" + std::string(254, '?') + "b", text));
}

}  // namespace
}  // namespace krm::document

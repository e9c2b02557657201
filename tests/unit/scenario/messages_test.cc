// What a user reads who has made a mistake: every kind of it, to the letter. For each scenario
// messages/NAME.yaml, messages/NAME.txt is what `check` prints if the file is called s.yaml:
// nothing if it is right. To add a case, write NAME.yaml, its name saying what is wrong. To accept
// what is printed now, run `KRM_UPDATE=1 unit_tests --gtest_filter='*Messages*'`: it writes each
// NAME.txt that differs, fails where it did, and `git diff` shows what users will read.
#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <fstream>
#include <optional>
#include <set>
#include <string>
#include <system_error>

#include "base/file.h"
#include "scenario/load.h"
#include "tests/support/pages.h"
#include "tests/support/places.h"

namespace krm::scenario {
namespace {

namespace fs = std::filesystem;

fs::path folder() { return fs::path(test::source_directory) / "tests/unit/scenario/messages"; }

// Of every file that lies there, so that one without the other is seen, whichever it is.
std::set<std::string> cases() {
  std::set<std::string> all;
  std::error_code none;
  for (const auto& entry : fs::directory_iterator(folder(), none)) all.insert(entry.path().stem());
  return all;
}

class Messages : public testing::TestWithParam<std::string> {};

TEST_P(Messages, AreWhatTheFileSays) {
  const std::string path = folder() / GetParam();
  const auto text = base::read_file(path + ".yaml", 1 << 20);
  ASSERT_TRUE(text) << path << ".yaml cannot be read";
  const auto loaded = load(*text, std::nullopt);
  const std::string printed = loaded ? "" : render(loaded.error(), "s.yaml", *text);
  const auto expected = base::read_file(path + ".txt", 1 << 20);
  if (expected && *expected == printed) return;
  if (test::updates()) {
    std::ofstream file(path + ".txt", std::ios::binary);
    file << printed << std::flush;
    FAIL() << (file ? "wrote " : "cannot write ") << path << ".txt";
  }
  ASSERT_TRUE(expected) << path << ".txt cannot be read; KRM_UPDATE=1 writes it";
  EXPECT_EQ(*expected, printed);
}

INSTANTIATE_TEST_SUITE_P(, Messages, testing::ValuesIn(cases()), [](const auto& test) {
  std::string name = test.param;
  std::ranges::replace_if(
      name, [](unsigned char c) { return !std::isalnum(c); }, '_');
  return name;
});

TEST(FilesOfMessages, AreThere) { EXPECT_GE(cases().size(), 50u) << folder(); }

}  // namespace
}  // namespace krm::scenario

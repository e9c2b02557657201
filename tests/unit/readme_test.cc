// README.md against what it describes: flags, the error catalogue, what is a guess, and the tests
// that it names.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <regex>
#include <sstream>
#include <string>

#include "aws/error_catalogue.h"
#include "cli/options.h"

namespace krm {
namespace {

namespace fs = std::filesystem;

std::string text_of(const fs::path& path) {
  std::ostringstream text;
  text << std::ifstream(path).rdbuf();
  return text.str();
}

const fs::path root = KRM_SOURCE_DIR;

std::string replace_all(std::string text, const std::string& from, const std::string& to) {
  for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
  }
  return text;
}

TEST(Readme, ListsEveryFlagAsTheProgramDoes) {
  const std::string readme = text_of(root / "README.md");
  for (const cli::OptionRow& row : cli::option_table()) {
    const std::string line = fmt::format("| `{} {}` | `{}` | {} |", row.flag,
                                         replace_all(std::string(row.placeholder), "|", "\\|"),
                                         cli::variable_of(row.flag), row.help);
    EXPECT_NE(readme.find(line), std::string::npos) << line;
  }
}

TEST(Readme, ListsTheErrorCatalogue) {
  const std::string readme = text_of(root / "README.md");
  for (const aws::ErrorEntry& entry : aws::error_catalogue) {
    const char* key = entry.key == aws::MessageKey::none        ? ""
                      : entry.key == aws::MessageKey::lowercase ? "`message`"
                                                                : "`Message`";
    const std::string line =
        fmt::format("| `{}` | {} | {} | {} |", entry.name, entry.status, key, entry.source);
    EXPECT_NE(readme.find(line), std::string::npos) << line;
  }
}

TEST(Readme, CallsEveryGuessOfTheCatalogueAGuess) {
  const std::string readme = text_of(root / "README.md");
  const auto begin = readme.find("### What is a guess");
  ASSERT_NE(begin, std::string::npos);
  const std::string guesses = readme.substr(begin, readme.find("\n## ", begin) - begin);
  for (const aws::ErrorEntry& entry : aws::error_catalogue) {
    if (entry.source.find("GUESS") == std::string::npos) continue;
    EXPECT_NE(guesses.find(fmt::format("`{}`", entry.name)), std::string::npos) << entry.name;
  }
}

TEST(Readme, NamesTestsThatExist) {
  std::string tests;
  for (const auto& entry : fs::recursive_directory_iterator(root / "tests" / "unit")) {
    if (entry.path().extension() == ".cc") tests += text_of(entry.path());
  }
  const std::string readme = text_of(root / "README.md");
  const std::regex named(R"(`([A-Z]\w+)\.([A-Z]\w+)`)");
  int seen = 0;
  for (std::sregex_iterator it(readme.begin(), readme.end(), named), end; it != end; ++it) {
    const std::string suite = (*it)[1];
    const std::string test = (*it)[2];
    if (suite == "Recipient") continue;  // a member of a request, not a suite
    const std::regex definition("TEST(_F)?\\(" + suite + ",\\s*" + test + "\\)");
    EXPECT_TRUE(std::regex_search(tests, definition)) << suite << "." << test;
    ++seen;
  }
  EXPECT_GE(seen, 25);
}

}  // namespace
}  // namespace krm

// README.md against what it describes: flags, the error catalogue, what is a guess, and the tests
// that it names.
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <gtest/gtest.h>

#include <array>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <regex>
#include <sstream>
#include <string>

#include "aws/error_catalogue.h"
#include "base/hex.h"
#include "base/keyed_stream.h"
#include "cli/options.h"
#include "scenario/bundled.h"
#include "scenario/load.h"
#include "scenario/reference.h"
#include "tests/support/places.h"

namespace krm {
namespace {

namespace fs = std::filesystem;

std::string text_of(const fs::path& path) {
  std::ostringstream text;
  text << std::ifstream(path).rdbuf();
  return text.str();
}

const fs::path root = test::source_directory;

std::string replace_all(std::string text, const std::string& from, const std::string& to) {
  for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
  }
  return text;
}

TEST(Readme, ListsEveryFlagAsTheProgramDoes) {
  const std::string readme = text_of(root / "README.md");
  for (const cli::OptionRow& row : cli::option_table()) {
    const std::string line =
        fmt::format("| `{}{}{}` | `{}` | {} |", row.flag, row.placeholder.empty() ? "" : " ",
                    replace_all(std::string(row.placeholder), "|", "\\|"),
                    cli::variable_of(row.flag), row.help);
    EXPECT_NE(readme.find(line), std::string::npos) << line;
  }
}

TEST(Readme, ListsWhatHasNoEffectYet) {
  const auto everything = scenario::load(R"(
version: 1
recipient: {verify: chain}
key_stores: {cks-1: {}}
throttle: {account: {rate: 1}, key_store: {rate: 1}}
timeline: [{at: 0s, key_stores: {cks-1: FAILED}}]
expect: {rules_fired: all}
rules: [{do: [cms: flip]}, {do: [key_store: {cks-1: FAILED}]}]
)",
                                         std::nullopt);
  ASSERT_TRUE(everything) << document::render(everything.error(), "", "");
  const std::string line =
      fmt::format("says so: `{}`.", fmt::join(scenario::pending_parts(**everything), "`, `"));
  EXPECT_NE(text_of(root / "README.md").find(line), std::string::npos) << line;
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

// What stands between <!-- name --> and <!-- /name -->.
std::string between(const std::string& text, const std::string& name) {
  const std::string begin = "<!-- " + name + " -->\n";
  const auto from = text.find(begin);
  const auto to = text.find("<!-- /" + name + " -->");
  if (from == std::string::npos || to == std::string::npos) return "there is no " + name;
  return text.substr(from + begin.size(), to - from - begin.size());
}

// When one of these fails, what it expected is what to paste.
TEST(Readme, HasTheReferenceOfTheFormat) {
  EXPECT_EQ(between(text_of(root / "README.md"), "reference"), scenario::reference());
}

TEST(Readme, ListsTheBundledScenarios) {
  std::string table = "| scenario | shows |\n|---|---|\n";
  for (const scenario::Bundled& one : scenario::bundled()) {
    table += fmt::format("| `{}` | {} |\n", one.name, one.headline());
  }
  EXPECT_EQ(between(text_of(root / "README.md"), "bundled"), table);
}

TEST(Readme, HasVectorsOfTheKeyedStream) {
  const std::string readme = text_of(root / "README.md");
  const auto row = [](std::uint64_t seed, std::string_view label, std::uint64_t call) {
    std::array<std::uint8_t, 32> bytes{};
    base::fill_from_stream(base::stream_key(seed, "bytes", label, call), bytes);
    return fmt::format("| {} | `bytes` | {}| {} | `{}` |", seed,
                       label.empty() ? "" : fmt::format("`{}` ", label), call, base::to_hex(bytes));
  };
  for (const auto& line : {row(42, "", 0), row(42, "", 1), row(7, "AKIAIOSFODNN7EXAMPLE", 0)}) {
    EXPECT_NE(readme.find(line), std::string::npos) << line;
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
    if (test == "KeyEncryptionAlgorithm" || test == "AttestationDocument") continue;  // members
    const std::regex definition("TEST(_F)?\\(" + suite + ",\\s*" + test + "\\)");
    EXPECT_TRUE(std::regex_search(tests, definition)) << suite << "." << test;
    ++seen;
  }
  EXPECT_GE(seen, 25);
}

}  // namespace
}  // namespace krm

// README.md and the pages of docs against what they describe, and against each other: flags,
// errors, guesses, scenarios, every key of a scenario, tests and files that they name, and links.
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <filesystem>
#include <map>
#include <regex>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "aws/error_catalogue.h"
#include "base/hex.h"
#include "base/keyed_stream.h"
#include "cli/options.h"
#include "scenario/bundled.h"
#include "scenario/load.h"
#include "tests/support/pages.h"
#include "tests/support/places.h"
#include "tests/support/reference.h"

namespace krm {
namespace {

namespace fs = std::filesystem;

using document::Shape;
using test::expect_part;
using test::text_of;

const fs::path root = test::source_directory;
const fs::path docs = root / "docs";

std::vector<fs::path> pages_below(const fs::path& folder) {
  std::vector<fs::path> pages;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.path().extension() == ".md") pages.push_back(entry.path());
  }
  std::ranges::sort(pages);
  return pages;
}

std::string replace_all(std::string text, const std::string& from, const std::string& to) {
  for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
  }
  return text;
}

TEST(Docs, ListEveryFlagAsTheProgramDoes) {
  std::string table = "| flag | variable | meaning |\n|---|---|---|\n";
  for (const cli::OptionRow& row : cli::option_table()) {
    table += fmt::format("| `{}{}{}` | `{}` | {} |\n", row.flag, row.placeholder.empty() ? "" : " ",
                         replace_all(std::string(row.placeholder), "|", "\\|"),
                         cli::variable_of(row.flag), row.help);
  }
  expect_part(docs / "command-line.md", "flags", table);
}

TEST(Docs, ListTheErrorCatalogue) {
  std::string table =
      "| `__type` | status | its key, and the text that is sent where none is given | source "
      "|\n|---|---|---|---|\n";
  for (const aws::ErrorEntry& entry : aws::error_catalogue) {
    const char* key = entry.key == aws::MessageKey::none        ? ""
                      : entry.key == aws::MessageKey::lowercase ? "`message`"
                                                                : "`Message`";
    const std::string text = fmt::format("{}{}{}", key, entry.text.empty() ? "" : ": ", entry.text);
    table += fmt::format("| `{}` | {} | {} | {} |\n", entry.name, entry.status, text, entry.source);
  }
  expect_part(docs / "errors.md", "errors", table);
}

TEST(Docs, CallEveryGuessOfTheCatalogueAGuess) {
  const std::string guesses = text_of(docs / "guesses.md");
  for (const aws::ErrorEntry& entry : aws::error_catalogue) {
    if (entry.source.find("GUESS") == std::string::npos) continue;
    EXPECT_NE(guesses.find(fmt::format("`{}`", entry.name)), std::string::npos) << entry.name;
  }
}

TEST(Docs, ListTheBundledScenarios) {
  std::string table = "| scenario | shows |\n|---|---|\n";
  for (const scenario::Bundled& one : scenario::bundled()) {
    table += fmt::format("| `{}` | {} |\n", one.name, one.headline());
  }
  expect_part(docs / "scenarios.md", "bundled", table);
}

TEST(Docs, HaveVectorsOfTheKeyedStream) {
  std::string table = "| seed | purpose | label | call | bytes |\n|---|---|---|---|---|\n";
  const auto add = [&](std::uint64_t seed, std::string_view label, std::uint64_t call) {
    std::array<std::uint8_t, 32> bytes{};
    base::fill_from_stream(base::stream_key(seed, "bytes", label, call), bytes);
    table +=
        fmt::format("| {} | `bytes` | {}| {} | `{}` |\n", seed,
                    label.empty() ? "" : fmt::format("`{}` ", label), call, base::to_hex(bytes));
  };
  add(42, "", 0);
  add(42, "", 1);
  add(7, "AKIAIOSFODNN7EXAMPLE", 0);
  expect_part(docs / "bytes-and-chance.md", "vectors", table);
}

TEST(Docs, HaveTheReferenceOfTheFormat) {
  expect_part(docs / "scenario-reference.md", "reference", test::reference());
}

// A row of the tables in the reference, with the rows that are indented below it.
struct Row {
  std::string key;
  std::string value;
  std::vector<Row> below;
};

using Tables = std::map<std::string, std::vector<Row>>;  // by the anchor of their heading

// Its rows come out as the page has them, read without the help of what has written them.
Tables tables_of(const std::string& page) {
  static const std::regex row(R"(^\| ((?:&emsp;)*)`([^`]+)` \| ((?:[^|\\]|\\.)*) \|.*)");
  Tables tables;
  std::string anchor;
  std::istringstream lines(page);
  for (std::string line; std::getline(lines, line);) {
    std::smatch found;
    if (line.starts_with("## ")) anchor = test::anchor_of(line.substr(3));
    if (!std::regex_match(line, found, row)) continue;
    std::vector<Row>* rows = &tables[anchor];
    for (auto depth = found.length(1) / 6; depth > 0 && !rows->empty(); --depth) {
      rows = &rows->back().below;
    }
    rows->push_back({found[2], found[3], {}});
  }
  return tables;
}

// Looks for every key of a shape among the rows that should describe it.
class Reader {
 public:
  explicit Reader(const Tables& tables) : tables_(tables) {}

  void read(const Shape& shape, const std::vector<Row>& rows, const std::string& where) {
    auto members = shape.members;
    std::vector<Row> among = rows;
    const bool tagged =
        !members.empty() && members.front().required && members.front().words.size() == 1;
    if (tagged) {  // by its first key, which names the alternative
      const Row* alternative = find(rows, members.front().what, where);
      if (alternative == nullptr) return;
      among = alternative->below;
      members.erase(members.begin());
    }
    for (const Shape& member : members) {
      const std::string place = where + " / " + member.key;
      if (const Row* row = find(among, member.key, where)) read(member, described_by(*row), place);
    }
    for (const Shape& inner : shape.inner) read(inner, rows, where);
    if (shape.kind == Shape::Kind::reference) {
      EXPECT_FALSE(rows.empty()) << where;
    }
  }

  int keys = 0;

 private:
  const Row* find(const std::vector<Row>& rows, const std::string& key, const std::string& where) {
    ++keys;
    const auto row = std::ranges::find(rows, key, &Row::key);
    if (row != rows.end()) return &*row;
    ADD_FAILURE() << "the reference does not have `" << key << "` at " << where;
    return nullptr;
  }

  // What is indented below it, and the tables that its value links to.
  std::vector<Row> described_by(const Row& row) const {
    std::vector<Row> rows = row.below;
    for (auto at = row.value.find("](#"); at != std::string::npos;
         at = row.value.find("](#", at + 1)) {
      const auto from = at + 3;
      const auto table = tables_.find(row.value.substr(from, row.value.find(')', from) - from));
      if (table == tables_.end()) continue;
      rows.insert(rows.end(), table->second.begin(), table->second.end());
    }
    return rows;
  }

  const Tables& tables_;
};

TEST(Docs, HaveEveryKeyOfAScenario) {
  const Tables tables = tables_of(text_of(docs / "scenario-reference.md"));
  Reader reader(tables);
  reader.read(document::Codec<scenario::Scenario>::shape({}), tables.at("the-file"), "the file");
  reader.read(document::Codec<scenario::When>::definition(), tables.at("a-condition-when"), "when");
  EXPECT_GE(reader.keys, 150);
}

TEST(Docs, NameTestsThatExist) {
  static const std::regex definition(R"(TEST(?:_F)?\((\w+),\s*(\w+)\))");
  std::set<std::string> tests;
  for (const auto& entry : fs::recursive_directory_iterator(root / "tests" / "unit")) {
    if (entry.path().extension() != ".cc") continue;
    const std::string text = text_of(entry.path());
    for (std::sregex_iterator it(text.begin(), text.end(), definition), end; it != end; ++it) {
      tests.insert((*it)[1].str() + '.' + (*it)[2].str());
    }
  }
  const std::string page = text_of(docs / "fidelity.md");
  const std::regex named(R"(`([A-Z]\w+)\.([A-Z]\w+)`)");
  int seen = 0;
  for (std::sregex_iterator it(page.begin(), page.end(), named), end; it != end; ++it) {
    const std::string test = (*it)[1].str() + '.' + (*it)[2].str();
    EXPECT_TRUE(tests.contains(test)) << test;
    ++seen;
  }
  EXPECT_GE(seen, 25);
}

TEST(Docs, NameSourcesThatExist) {
  const std::regex named(R"(`([a-z]+)/([a-z0-9_]+)`)");
  int seen = 0;
  for (const fs::path& page : pages_below(docs / "decisions")) {
    const std::string text = text_of(page);
    for (std::sregex_iterator it(text.begin(), text.end(), named), end; it != end; ++it) {
      const fs::path source = root / "src" / (*it)[1].str() / (*it)[2].str();
      EXPECT_TRUE(fs::exists(source.string() + ".h") || fs::exists(source.string() + ".cc"))
          << page << " names " << source;
      ++seen;
    }
  }
  EXPECT_GE(seen, 10);
}

// The lines of a page, without what stands in blocks of code.
std::vector<std::string> prose_of(const fs::path& page) {
  std::vector<std::string> prose;
  bool code = false;
  std::istringstream lines(text_of(page));
  for (std::string line; std::getline(lines, line);) {
    const bool fence = line.find_first_not_of(' ') != std::string::npos &&
                       line.substr(line.find_first_not_of(' ')).starts_with("```");
    if (!code && !fence) prose.push_back(line);
    if (fence) code = !code;
  }
  return prose;
}

// What the links of a page lead to, but for those that leave the repository.
std::vector<std::string> links_of(const fs::path& page) {
  static const std::regex code("`[^`]*`");
  std::vector<std::string> links;
  for (const std::string& written : prose_of(page)) {
    const std::string line = std::regex_replace(written, code, "");
    for (auto at = line.find("]("); at != std::string::npos; at = line.find("](", at + 1)) {
      const std::string link = line.substr(at + 2, line.find(')', at) - at - 2);
      if (link.find("://") == std::string::npos) links.push_back(link);
    }
  }
  return links;
}

std::set<std::string> anchors_of(const fs::path& page) {
  std::set<std::string> anchors;
  for (const std::string& line : prose_of(page)) {
    const auto text = line.find_first_not_of('#');
    if (text == 0 || text == std::string::npos || line[text] != ' ') continue;
    const std::string anchor = test::anchor_of(line.substr(text + 1));
    EXPECT_TRUE(anchors.insert(anchor).second) << page << " has two headings #" << anchor;
  }
  return anchors;
}

fs::path file_of_link(const fs::path& page, const std::string& link) {
  const std::string file = link.substr(0, link.find('#'));
  return file.empty() ? page : (page.parent_path() / file).lexically_normal();
}

std::vector<fs::path> pages_with_links() {
  std::vector<fs::path> pages = pages_below(docs);
  for (const char* page :
       {"README.md", "src/README.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md",
        "tests/clients/README.md", "fixtures/README.md", "examples/README.md"}) {
    pages.push_back(root / page);
  }
  return pages;
}

// The fixture's own tests run it there.
TEST(Docs, ShowATestThatTheFixtureShowsAsWell) {
  const std::string readme = text_of(root / "README.md");
  const auto begin = readme.find("def test_throttling_is_tried_again(kms_random):");
  ASSERT_NE(begin, std::string::npos);
  const std::string test = readme.substr(begin, readme.find("```", begin) - begin);
  EXPECT_NE(text_of(root / "fixtures" / "python" / "README.md").find(test), std::string::npos);
}

TEST(Docs, LinksResolve) {
  std::size_t seen = 0;
  for (const fs::path& page : pages_with_links()) {
    for (const std::string& link : links_of(page)) {
      const fs::path file = file_of_link(page, link);
      ++seen;
      EXPECT_TRUE(fs::exists(file)) << page << " links to " << link;
      const auto anchor = link.find('#');
      if (anchor == std::string::npos) continue;
      EXPECT_TRUE(anchors_of(file).contains(link.substr(anchor + 1)))
          << page << " links to " << link;
    }
  }
  EXPECT_GE(seen, 100U);
}

std::set<fs::path> linked_from(const fs::path& page) {
  std::set<fs::path> files;
  for (const std::string& link : links_of(page)) files.insert(file_of_link(page, link));
  return files;
}

TEST(Docs, AreAllInTheirIndexes) {
  const std::set<fs::path> readme = linked_from(root / "README.md");
  const std::set<fs::path> manual = linked_from(docs / "README.md");
  const std::set<fs::path> decisions = linked_from(docs / "decisions" / "README.md");
  for (const fs::path& page : pages_below(docs)) {
    if (page.parent_path() == docs) {
      EXPECT_TRUE(readme.contains(page)) << "README.md has no link to " << page;
    }
    if (page.filename() == "README.md") continue;
    const auto& index = page.parent_path() == docs / "decisions" ? decisions : manual;
    EXPECT_TRUE(index.contains(page)) << "no index has a link to " << page;
  }
}

TEST(Docs, HaveAShortReadme) {
  EXPECT_LE(std::ranges::count(text_of(root / "README.md"), '\n'), 200);
}

TEST(Docs, SayOfEachDecisionWhyItWasTakenAndWhatFollows) {
  for (const fs::path& page : pages_below(docs / "decisions")) {
    if (page.filename() == "README.md") continue;
    const std::set<std::string> anchors = anchors_of(page);
    for (const char* heading : {"context", "decision", "consequence"}) {
      EXPECT_TRUE(anchors.contains(heading)) << page << " has no " << heading;
    }
  }
}

}  // namespace
}  // namespace krm

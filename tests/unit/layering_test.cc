// The layers: the table in src/README.md states exactly the includes that exist between folders,
// and some words have one home. A new arrow is a decision, and is made in that table.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "base/ascii.h"
#include "tests/support/places.h"

namespace krm {
namespace {

namespace fs = std::filesystem;

using Names = std::set<std::string>;

struct Word {
  std::vector<std::string> spellings;  // "^" stands for no letter, digit or underscore before it
  Names at_home;                       // folders, or files, where it may stand
};

// The homes of time, chance, threads, sockets and of each library.
const std::vector<Word> words = {
    {{"system_clock::now", "steady_clock::now", "high_resolution_clock::now", "SystemClock::now",
      "SteadyClock::now", "^time("},
     {"base", "net"}},
    {{"sleep_for", "sleep_until", "usleep", "nanosleep"}, {"base", "net"}},
    {{"random_device", "mt19937", "^rand(", "randombytes_", "getrandom"}, {"base"}},
    {{"std::thread", "std::jthread", "std::async", "pthread_"}, {"base", "net"}},
    {{"<sys/socket.h>", "<netinet/"}, {"net"}},
    {{"<httplib.h>"}, {"net/acceptor.cc", "net/probe.cc"}},
    {{"<nlohmann/"}, {"aws/json_parser.cc", "document/json.cc", "scenario/schema.cc"}},
    {{"<sodium.h>"}, {"base", "sigv4"}},
    {{"<openssl/"}, {"crypto", "tls"}},
    {{"<cbor"}, {"nitro/cbor_reader.cc", "nitro/cbor_writer.cc"}},
    {{"<boost/beast"}, {"net/message_parser.h", "http/reply.cc"}},
    {{"<CLI/"}, {"cli/command_line.cc"}},
    {{"<yaml-cpp/"}, {"document/yaml.cc", "document/yaml_failure.cc"}},
    {{"cbor_load"}, {}},
};

bool stands_in(std::string_view text, std::string_view spelling) {
  const bool begins = spelling.starts_with('^');
  if (begins) spelling.remove_prefix(1);
  for (auto at = text.find(spelling); at != text.npos; at = text.find(spelling, at + 1)) {
    const char before = at == 0 ? ' ' : text[at - 1];
    if (!begins || !(base::is_letter(before) || base::is_digit(before) || before == '_')) {
      return true;
    }
  }
  return false;
}

std::map<std::string, std::string> sources() {
  std::map<std::string, std::string> all;
  const fs::path src = fs::path(test::source_directory) / "src";
  for (const auto& entry : fs::recursive_directory_iterator(src)) {
    const auto extension = entry.path().extension();
    if (extension != ".cc" && extension != ".h") continue;
    std::ostringstream text;
    text << std::ifstream(entry.path()).rdbuf();
    all[fs::relative(entry.path(), src).string()] = text.str();
  }
  return all;
}

std::string folder_of(const std::string& file) { return file.substr(0, file.find('/')); }

std::vector<std::string> matches_of(const std::string& text, const std::string& pattern) {
  const std::regex regex(pattern);
  std::vector<std::string> all;
  for (std::sregex_iterator it(text.begin(), text.end(), regex), end; it != end; ++it) {
    all.push_back((*it)[1]);
  }
  return all;
}

using Arrows = std::map<std::string, Names>;

Arrows arrows_of_the_sources() {
  Arrows arrows;
  for (const auto& [file, text] : sources()) {
    if (file == "main.cc") continue;
    const std::string folder = folder_of(file);
    Names& to = arrows[folder];
    constexpr std::string_view include = "#include \"";
    for (auto at = text.find(include); at != text.npos; at = text.find(include, at + 1)) {
      const auto begin = at + include.size();
      const std::string included = folder_of(text.substr(begin, text.find('"', begin) - begin));
      if (included != folder) to.insert(included);
    }
  }
  return arrows;
}

// The rows "| `folder` | what it owns | `includes`, `these` |" under "## The layers".
Arrows arrows_of_the_table() {
  std::ostringstream page;
  page << std::ifstream(fs::path(test::source_directory) / "src" / "README.md").rdbuf();
  const std::string text = page.str();
  const auto begin = text.find("\n## The layers\n");
  if (begin == std::string::npos) return {};
  std::istringstream lines(text.substr(begin, text.find("\n## ", begin + 1) - begin));
  Arrows arrows;
  for (std::string line; std::getline(lines, line);) {
    const std::regex row(R"(\| `([a-z0-9_]+)` \|.*\|([^|]*)\|)");
    std::smatch cells;
    if (!std::regex_match(line, cells, row)) continue;
    const auto included = matches_of(cells[2], "`([a-z0-9_]+)`");
    arrows[cells[1]] = Names(included.begin(), included.end());
  }
  return arrows;
}

TEST(Layering, TheTableOfLayersStatesTheIncludesThatExist) {
  const Arrows stated = arrows_of_the_table();
  const Arrows existing = arrows_of_the_sources();
  EXPECT_GT(existing.size(), 10u);
  for (const auto& [folder, to] : existing) {
    ASSERT_TRUE(stated.contains(folder)) << folder << " has no row";
    EXPECT_EQ(stated.at(folder), to) << "the row of " << folder;
  }
  for (const auto& [folder, to] : stated) EXPECT_TRUE(existing.contains(folder)) << folder;
}

TEST(Layering, HasNoCircle) {
  const Arrows arrows = arrows_of_the_sources();
  Names below;  // folders all of whose includes are in here as well
  for (;;) {
    const std::size_t before = below.size();
    for (const auto& [folder, to] : arrows) {
      if (std::ranges::includes(below, to)) below.insert(folder);
    }
    if (below.size() == before) break;
  }
  EXPECT_EQ(below.size(), arrows.size());
}

TEST(Layering, FindsWords) {
  EXPECT_TRUE(stands_in("x = time(0)", "^time("));
  EXPECT_TRUE(stands_in("mtime(0) + ::time(0)", "^time("));
  EXPECT_TRUE(stands_in("time(0)", "^time("));
  EXPECT_FALSE(stands_in("mtime(0) + _time(0) + 0time() + time", "^time("));
  EXPECT_TRUE(stands_in("my_sleep_for", "sleep_for"));
}

TEST(Layering, KeepsEachWordAtHome) {
  for (const auto& [file, text] : sources()) {
    for (const Word& word : words) {
      if (word.at_home.contains(folder_of(file)) || word.at_home.contains(file)) continue;
      for (const std::string& spelling : word.spellings) {
        EXPECT_FALSE(stands_in(text, spelling)) << file << " may not use " << spelling;
      }
    }
  }
}

}  // namespace
}  // namespace krm

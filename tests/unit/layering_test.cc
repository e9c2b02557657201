// The layers of src/README.md, held by its includes and words.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "tests/support/places.h"

namespace krm {
namespace {

namespace fs = std::filesystem;

using Names = std::set<std::string>;

// What each folder may include from besides itself.
const std::map<std::string, Names> allowed = {
    {"base", {}},
    {"crypto", {"base"}},
    {"http", {"base"}},
    {"aws", {"base", "http"}},
    {"nitro", {"base", "crypto"}},
    {"kms", {"base", "crypto", "http", "aws", "nitro"}},
    {"scenario", {"base", "crypto", "http", "aws", "nitro", "kms"}},
    {"mock", {"base", "crypto", "http", "aws", "nitro", "kms", "scenario"}},
    {"admin", {"base", "http", "aws", "kms", "scenario", "mock"}},
    {"tls", {"base", "crypto", "http", "aws"}},
    {"net", {"base", "crypto", "http", "aws", "nitro", "kms", "scenario", "mock", "admin", "tls"}},
    {"cli",
     {"base", "crypto", "http", "aws", "nitro", "kms", "scenario", "mock", "admin", "tls", "net"}},
};

struct Word {
  std::string pattern;
  Names at_home;  // folders, or files, where it may stand
};

// The homes of time, chance, threads, sockets and of each library.
const std::vector<Word> words = {
    {R"((system|steady|high_resolution)_clock::now|SystemClock::now|SteadyClock::now|\btime\()",
     {"base", "net"}},
    {R"(sleep_for|sleep_until|usleep|nanosleep)", {"base", "net"}},
    {R"(random_device|mt19937|\brand\(|randombytes_|getrandom)", {"base"}},
    {R"(std::thread|std::jthread|std::async|pthread_)", {"base", "net"}},
    {R"(<sys/socket\.h>|<netinet/)", {"net"}},
    {R"(<httplib\.h>)", {"net/listener.cc", "net/probe.cc"}},
    {R"(<nlohmann/)",
     {"aws/error.cc", "aws/json_parser.cc", "scenario/json.cc", "scenario/schema.cc"}},
    {R"(<openssl/)", {"crypto", "tls"}},
    {R"(<cbor)", {"nitro/cbor_reader.cc", "nitro/cbor_writer.cc"}},
    {R"(<boost/beast)", {"net/framing.cc", "http/reply.cc"}},
    {R"(<CLI/)", {"cli/command_line.cc"}},
    {R"(<yaml-cpp/)", {"scenario/yaml.cc", "scenario/yaml_failure.cc"}},
    {R"(cbor_load)", {}},
};

std::map<std::string, std::string> sources() {
  std::map<std::string, std::string> all;
  const fs::path root = fs::path(test::source_directory) / "src";
  for (const auto& entry : fs::recursive_directory_iterator(root)) {
    const auto extension = entry.path().extension();
    if (extension != ".cc" && extension != ".h") continue;
    std::ostringstream text;
    text << std::ifstream(entry.path()).rdbuf();
    all[fs::relative(entry.path(), root).string()] = text.str();
  }
  return all;
}

std::string folder_of(const std::string& file) { return file.substr(0, file.find('/')); }

TEST(Layering, LetsIncludesPointDownOnly) {
  const std::regex include(R"re(#include "([a-z_]+)/[^"]+")re");
  int seen = 0;
  for (const auto& [file, text] : sources()) {
    const std::string folder = folder_of(file);
    if (file == "main.cc") continue;
    ASSERT_TRUE(allowed.contains(folder)) << file << ": a folder that no layer is known for";
    for (std::sregex_iterator it(text.begin(), text.end(), include), end; it != end; ++it) {
      const std::string included = (*it)[1];
      EXPECT_TRUE(included == folder || allowed.at(folder).contains(included))
          << file << " may not include from " << included;
      ++seen;
    }
  }
  EXPECT_GT(seen, 50);
}

TEST(Layering, KeepsEachWordAtHome) {
  for (const auto& [file, text] : sources()) {
    for (const Word& word : words) {
      if (word.at_home.contains(folder_of(file)) || word.at_home.contains(file)) continue;
      EXPECT_FALSE(std::regex_search(text, std::regex(word.pattern)))
          << file << " may not use " << word.pattern;
    }
  }
}

}  // namespace
}  // namespace krm

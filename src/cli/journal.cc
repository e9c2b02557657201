#include <fmt/format.h>

#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>

#include "base/file.h"
#include "cli/commands.h"
#include "cli/scenario_choice.h"
#include "cli/verdict.h"
#include "contract/difference.h"
#include "contract/recording.h"
#include "document/mistake.h"

namespace krm::cli {
namespace {

constexpr int trouble = 2;

int fail(const std::string& line) {
  fmt::print(stderr, "error: {}\n", line);
  return trouble;
}

int fail_at(const std::string& path, const std::string& why) {
  return fail(fmt::format("{}: {}", document::printable(path, 1000), why));
}

// Opens a file, or a pipe. On failure returns why not.
tl::expected<std::ifstream, std::string> opened(const std::string& path) {
  std::error_code none;
  if (std::filesystem::is_directory(path, none)) return tl::unexpected(base::in_words(EISDIR));
  std::ifstream file(path, std::ios::binary);
  if (!file) return tl::unexpected(base::in_words(errno));
  return file;
}

int diff(const std::string& path_a, const std::string& path_b) {
  std::vector<contract::Run> runs;
  for (const std::string& path : {path_a, path_b}) {
    auto file = opened(path);
    if (!file) return fail_at(path, file.error());
    auto run = contract::read_run(path, *file);
    if (!run) return fail_at(path, run.error());
    runs.push_back(std::move(*run));
  }
  const auto found = contract::difference(runs[0], runs[1]);
  fmt::print("{}", found.shown);
  return found.are_alike ? 0 : 1;
}

int verify(const std::string& path, const Options& options, const Environment& environment) {
  auto file = opened(path);
  if (!file) return fail_at(path, file.error());
  const auto recording = contract::read_recording(*file);
  if (!recording) return fail_at(path, recording.error());
  if (options.scenario.empty() && options.scenario_yaml.empty()) {
    const auto judgements = recording->judge();
    if (judgements.empty()) {
      return fail_at(path, "no contract is in it; name one: --scenario NAME|FILE");
    }
    return tell_recorded(judgements, options, environment);
  }
  const auto scenario = chosen_scenario(options);
  if (!scenario) {
    fmt::print(stderr, "{}", scenario.error().shown);
    return trouble;
  }
  if (!(*scenario)->expect) return fail("the scenario has no \"expect\", so nothing can be judged");
  auto contract = mock::contract_of(settle(*scenario, options, 0));
  contract.seed.reset();  // the run may have had another one
  auto judgement = recording->judge_by(std::move(contract));
  if (names_a_file(options.scenario)) judgement.file = options.scenario;
  return tell_recorded({judgement}, options, environment);
}

}  // namespace

int journal(const Options& options, const Environment& environment) {
  const auto& words = options.arguments;
  if (const auto mistake = report_mistake(options, environment); !mistake.empty()) {
    return fail(mistake);
  }
  if (words.front() == "diff" && words.size() == 3) return diff(words[1], words[2]);
  if (words.front() == "verify" && words.size() == 2) return verify(words[1], options, environment);
  return fail("journal takes diff A B, or verify FILE; see --help");
}

}  // namespace krm::cli

#include "cli/verdict.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <fstream>
#include <string_view>
#include <utility>

#include "base/clock.h"
#include "base/file.h"
#include "base/quoting.h"
#include "cli/client_environment.h"
#include "cli/scenario_text.h"
#include "contract/report.h"
#include "contract/screen.h"

namespace krm::cli {
namespace {

constexpr int broken = 3;
constexpr std::size_t largest_summary = 1 << 20;  // GitHub takes no more

// What a run that is made again does not need, or must not show.
constexpr std::array<std::string_view, 5> left_out{"--seed", "--report", "--admin-token",
                                                   "--ready-file", "--journal-file"};

// Its text may be long, and hold secrets.
constexpr std::string_view inline_scenario = "--scenario-yaml";

bool is_left_out(std::string_view word) {
  const std::string_view flag = word.substr(0, word.find('='));
  return std::ranges::find(left_out, flag) != left_out.end();
}

std::string summary_of_github(const Environment& environment) {
  return value_of(environment, "GITHUB_STEP_SUMMARY");
}

// Returns the words of what went wrong, or an empty text.
std::string append(const std::string& path, const std::string& text) {
  const auto before = base::read_file(path, largest_summary);
  const bool ends_in_a_line = !before || before->empty() || before->back() == '\n';
  std::ofstream file(path, std::ios::app | std::ios::binary);
  file << (ends_in_a_line ? "" : "\n") << text << std::flush;
  return file ? "" : base::in_words(errno);
}

std::string write(const std::string& path, const std::vector<contract::Judgement>& judgements,
                  const Environment& environment) {
  const base::WallTime now = base::SystemClock().wall();
  if (path == summary_of_github(environment)) {
    return append(path, contract::report(judgements, contract::Format::markdown, now));
  }
  const auto format = contract::format_of(path).value();
  std::ofstream file(path, std::ios::binary);  // in place, as it may be a pipe or a mount
  file << contract::report(judgements, format, now) << std::flush;
  return file ? "" : base::in_words(errno);
}

bool wants_colour(std::FILE* out, const Environment& environment) {
  return isatty(fileno(out)) == 1 && value_of(environment, "NO_COLOR").empty() &&
         value_of(environment, "TERM") != "dumb";
}

int tell(const std::vector<contract::Judgement>& judgements, std::FILE* out, const Options& options,
         const Environment& environment) {
  const std::string shown = contract::on_screen(judgements, wants_colour(out, environment));
  std::fputs(shown.c_str(), out);
  if (value_of(environment, "GITHUB_ACTIONS") == "true") {
    const std::string workspace = value_of(environment, "GITHUB_WORKSPACE");
    std::fputs(contract::annotations(judgements, workspace).c_str(), stderr);
  }
  if (judgements.empty() && !options.reports.empty()) {
    std::fputs("warning: nothing is judged: the scenario has no \"expect\"\n", stderr);
  }
  int code = 0;
  for (const std::string& path : options.reports) {
    const std::string why = write(path, judgements, environment);
    if (why.empty()) continue;
    std::fputs(fmt::format("error: cannot write report {}: {}\n", path, why).c_str(), stderr);
    code = 1;
  }
  return contract::all_pass(judgements) ? code : broken;
}

}  // namespace

std::string report_mistake(const Options& options, const Environment& environment) {
  for (const std::string& path : options.reports) {
    if (path == summary_of_github(environment) || contract::format_of(path)) continue;
    return fmt::format("--report: {} ends in none of .xml, .json and .md", base::quoted(path));
  }
  return {};
}

std::string again(const Options& options, std::uint64_t seed) {
  if (options.scenario == "-") return {};
  std::string line = "kms-random-mock";
  bool has_scenario = false;
  for (std::size_t i = 0; i < options.given.size(); ++i) {
    const std::string& word = options.given[i];
    has_scenario = has_scenario || word.starts_with("--scenario");
    if (is_left_out(word)) {
      i += word.find('=') == word.npos ? 1 : 0;
    } else if (word.starts_with(inline_scenario)) {
      i += word.find('=') == word.npos ? 1 : 0;
      line += fmt::format(" {} YAML", inline_scenario);
    } else {
      line += ' ' + shell_word(word);
    }
  }
  if (!has_scenario && !options.scenario.empty()) {
    line += " --scenario " + shell_word(options.scenario);
  }
  if (!has_scenario && !options.scenario_yaml.empty()) {
    line += fmt::format(" {} YAML", inline_scenario);
  }
  line += fmt::format(" --seed {}", seed);
  if (options.command.empty()) return line;
  line += " --";
  for (const std::string& word : options.command) line += ' ' + shell_word(word);
  return line;
}

int tell_verdict(std::vector<contract::Judgement> judgements, const mock::ActiveScenario& start_up,
                 const Options& options, const Environment& environment) {
  for (contract::Judgement& judgement : judgements) {
    // What came by the admin API is in no file, and no command line runs it.
    if (judgement.contract.digest != start_up.digest()) continue;
    judgement.again = again(options, judgement.contract.seed.value());
    if (names_a_file(options.scenario)) judgement.file = options.scenario;
  }
  return tell(judgements, stderr, options, environment);
}

int tell_recorded(const std::vector<contract::Judgement>& judgements, const Options& options,
                  const Environment& environment) {
  return tell(judgements, stdout, options, environment);
}

}  // namespace krm::cli

#include "cli/scenario_choice.h"

#include <fmt/ranges.h>

#include <array>
#include <string_view>
#include <utility>
#include <vector>

#include "base/quoting.h"
#include "base/words.h"

namespace krm::cli {

using base::Level;

LoadedScenario chosen_scenario(const Options& options) {
  if (!options.scenario.empty()) return load_from(options.scenario);
  if (!options.scenario_yaml.empty()) return load_text(options.scenario_yaml, "--scenario-yaml");
  return std::make_shared<const scenario::Scenario>();
}

std::uint64_t seed_of_chance(base::Entropy& entropy) {
  std::array<std::uint8_t, 4> bytes{};
  if (!entropy.fill(bytes)) return 0;
  std::uint64_t seed = 0;
  for (const std::uint8_t byte : bytes) seed = seed << 8 | byte;
  return seed;
}

mock::ActiveScenario settle(std::shared_ptr<const scenario::Scenario> scenario,
                            const Options& options, std::uint64_t seed_of_chance) {
  std::uint64_t seed = seed_of_chance;
  if (scenario->seed) seed = static_cast<std::uint64_t>(*scenario->seed);
  if (options.seed) seed = *options.seed;
  return {std::move(scenario), seed, options.overrides};
}

namespace {

using Warnings = std::vector<std::string>;

std::string name_of(const scenario::Scenario& scenario) {
  return scenario.title.empty() ? "the scenario"
                                : fmt::format("scenario {}", base::quoted(scenario.title));
}

// Warns of the parts that are there and have no effect unless `condition` holds.
void warn_of_idle(std::string_view owner, std::string_view condition,
                  const std::vector<std::pair<bool, std::string_view>>& parts, Warnings& warnings) {
  std::vector<std::string_view> idle;
  for (const auto& [there, name] : parts) {
    if (there) idle.push_back(name);
  }
  if (idle.empty()) return;
  warnings.push_back(
      fmt::format("{}: no effect unless {}: {}", owner, condition, fmt::join(idle, ", ")));
}

void warn_of_idle_credentials(const mock::ActiveScenario& running, Warnings& warnings) {
  if (running.signatures.auth == sigv4::Auth::strict) return;
  const scenario::Scenario& scenario = *running.scenario;
  warn_of_idle(
      name_of(scenario), "auth is strict",
      {{!scenario.credentials.empty(), "credentials"}, {scenario.region.has_value(), "region"}},
      warnings);
}

// Warns of settings without effect, whether the scenario or the command line has them.
void warn_of_idle_policy(const nitro::Policy& policy, Warnings& warnings) {
  using nitro::Verify;
  const nitro::Policy usual;
  if (policy.verify != Verify::chain) {
    warn_of_idle("recipient", "verify is chain",
                 {{!policy.roots.empty(), "roots"},
                  {policy.max_age != usual.max_age, "max_age"},
                  {policy.skew != usual.skew, "skew"},
                  {policy.clock != usual.clock, "clock"}},
                 warnings);
  }
  if (policy.verify == Verify::chain && policy.clock == nitro::DocumentClock::document) {
    warn_of_idle(
        "recipient", "clock is now",
        {{policy.max_age != usual.max_age, "max_age"}, {policy.skew != usual.skew, "skew"}},
        warnings);
  }
  if (policy.verify == Verify::off || policy.verify == Verify::lenient) {
    warn_of_idle("recipient", "verify is structure or chain",
                 {{!policy.expected_pcrs.empty(), "expect_pcrs"}}, warnings);
  }
}

void warn_of_attestation(const nitro::Policy& policy, Warnings& warnings) {
  using nitro::Verify;
  const Verify verify = policy.verify;
  if (verify == Verify::lenient || verify == Verify::structure) {
    warnings.push_back(fmt::format(
        "recipient verify is {}: attestation documents are trusted unsigned; chain verifies them",
        base::word_of(verify)));
  }
  if (verify == Verify::chain && policy.roots.empty()) {
    warnings.emplace_back(
        "recipient verify is chain and no root is given: every attestation document is refused; "
        "see --recipient-root");
  }
}

void warn_of_idle_upstream(const mock::ActiveScenario& running, const Options& options,
                           Warnings& warnings) {
  const mock::Overrides& given = options.overrides;
  const auto& upstream = running.upstream;
  const auto idle = [&](std::string_view flag, std::string_view what) {
    warnings.push_back(fmt::format("{} has no effect without {}", flag, what));
  };
  if (!given.upstream_authority_file.empty() &&
      (!upstream || upstream->transport != http::Transport::https)) {
    idle("--upstream-ca", "an https upstream");
  }
  if (given.upstream_patience && !upstream) idle("--upstream-timeout", "an upstream");
}

}  // namespace

std::vector<std::string> warnings_of(const mock::ActiveScenario& running, const Options& options,
                                     bool is_issued) {
  const scenario::Scenario& scenario = *running.scenario;
  Warnings warnings;
  if (running.signatures.auth == sigv4::Auth::strict && scenario.credentials.empty() &&
      !is_issued && options.owns_process) {
    warnings.emplace_back(
        "auth is strict and no scenario lists credentials: every signature is refused");
  }
  warn_of_idle_credentials(running, warnings);
  warn_of_idle_upstream(running, options, warnings);
  warn_of_idle_policy(running.attestation, warnings);
  if (scenario.recipient || options.overrides.attestation.any()) {
    warn_of_attestation(running.attestation, warnings);
  }
  return warnings;
}

void announce(const mock::ActiveScenario& running, const Options& options, std::string_view news,
              const base::Log& log) {
  const scenario::Scenario& scenario = *running.scenario;
  const sigv4::Auth auth = running.signatures.auth;
  const std::string settled =
      auth == sigv4::Auth::off ? fmt::format("seed {}", running.seed)
                               : fmt::format("seed {}, auth {}", running.seed, base::word_of(auth));
  if (!scenario.title.empty()) {
    log.say(Level::info, "{}scenario {}, {}", news, base::quoted(scenario.title), settled);
  } else if (!news.empty()) {
    const bool is_none = scenario == scenario::Scenario();
    log.say(Level::info, "{}{}, {}", news, is_none ? "no scenario" : "a scenario without a name",
            settled);
  }
  if (running.upstream) {
    log.say(Level::info, "operations that are not answered here go to {}", running.upstream->url());
  }
  for (const std::string& one : warnings_of(running, options)) log.say(Level::warning, "{}", one);
}

}  // namespace krm::cli

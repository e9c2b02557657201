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

// Warns of the parts that are there and have no effect unless `condition` holds.
void warn_of_idle(std::string_view owner, std::string_view condition,
                  const std::vector<std::pair<bool, std::string_view>>& parts,
                  const base::Log& log) {
  std::vector<std::string_view> idle;
  for (const auto& [there, name] : parts) {
    if (there) idle.push_back(name);
  }
  if (idle.empty()) return;
  log.say(Level::warning, "{}: no effect unless {}: {}", owner, condition, fmt::join(idle, ", "));
}

void warn_of_idle_credentials(const mock::ActiveScenario& running, const base::Log& log) {
  if (running.signatures.auth == sigv4::Auth::strict) return;
  const scenario::Scenario& scenario = *running.scenario;
  warn_of_idle(
      fmt::format("scenario {}", base::quoted(scenario.title)), "auth is strict",
      {{!scenario.credentials.empty(), "credentials"}, {scenario.region.has_value(), "region"}},
      log);
}

// Warns of settings without effect, whether the scenario or the command line has them.
void warn_of_idle_policy(const nitro::Policy& policy, const base::Log& log) {
  using nitro::Verify;
  const nitro::Policy usual;
  if (policy.verify != Verify::chain) {
    warn_of_idle("recipient", "verify is chain",
                 {{!policy.roots.empty(), "roots"},
                  {policy.max_age != usual.max_age, "max_age"},
                  {policy.skew != usual.skew, "skew"},
                  {policy.clock != usual.clock, "clock"}},
                 log);
  }
  if (policy.verify == Verify::chain && policy.clock == nitro::DocumentClock::document) {
    warn_of_idle(
        "recipient", "clock is now",
        {{policy.max_age != usual.max_age, "max_age"}, {policy.skew != usual.skew, "skew"}}, log);
  }
  if (policy.verify == Verify::off || policy.verify == Verify::lenient) {
    warn_of_idle("recipient", "verify is structure or chain",
                 {{!policy.expected_pcrs.empty(), "expect_pcrs"}}, log);
  }
}

void warn_of_attestation(const nitro::Policy& policy, const base::Log& log) {
  using nitro::Verify;
  const Verify verify = policy.verify;
  if (verify == Verify::lenient || verify == Verify::structure) {
    log.say(
        Level::warning,
        "recipient verify is {}: attestation documents are trusted unsigned; chain verifies them",
        base::word_of(verify));
  }
  if (verify == Verify::chain && policy.roots.empty()) {
    log.say(
        Level::warning,
        "recipient verify is chain and no root is given: every attestation document is refused; "
        "see --recipient-root");
  }
}

}  // namespace

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
    log.say(Level::info, "{}no scenario, {}", news, settled);
  }
  if (auth == sigv4::Auth::strict && scenario.credentials.empty()) {
    log.say(Level::warning,
            "auth is strict and no scenario lists credentials: every signature is refused");
  }
  warn_of_idle_credentials(running, log);
  warn_of_idle_policy(running.attestation, log);
  if (scenario.recipient || options.overrides.attestation.any()) {
    warn_of_attestation(running.attestation, log);
  }
  const auto pending = scenario::pending_parts(scenario);
  if (!pending.empty()) {
    log.say(Level::warning, "scenario {} uses what has no effect yet: {}",
            base::quoted(scenario.title), fmt::join(pending, ", "));
  }
}

}  // namespace krm::cli

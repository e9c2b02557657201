#include "cli/wanted_scenario.h"

#include <fmt/ranges.h>

#include <array>
#include <utility>

namespace krm::cli {

using base::Level;

LoadedScenario wanted_scenario(const Options& options) {
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

mock::Running settle(std::shared_ptr<const scenario::Scenario> scenario, const Options& options,
                     std::uint64_t seed_of_chance) {
  std::uint64_t seed = seed_of_chance;
  if (scenario->seed) seed = static_cast<std::uint64_t>(*scenario->seed);
  if (options.seed) seed = *options.seed;
  return {std::move(scenario), seed, {options.auth, options.region}};
}

void announce(const mock::Running& running, std::string_view news, const base::Log& log) {
  const scenario::Scenario& scenario = *running.scenario;
  if (!scenario.title.empty()) {
    log.say(Level::info, "{}scenario {}, seed {}", news, base::quoted(scenario.title),
            running.seed);
  } else if (!news.empty()) {
    log.say(Level::info, "{}no scenario, seed {}", news, running.seed);
  }
  const bool strict = running.signatures.auth == aws::Auth::strict;
  if (strict && scenario.credentials.empty()) {
    log.say(Level::warning,
            "auth is strict and there are no credentials: every signature is refused");
  }
  if (!strict && !scenario.credentials.empty()) {
    log.say(Level::warning,
            "scenario {} has credentials, which count for nothing unless auth is strict",
            base::quoted(scenario.title));
  }
  const auto pending = scenario::pending_parts(scenario);
  if (!pending.empty()) {
    log.say(Level::warning, "scenario {} uses what has no effect yet: {}",
            base::quoted(scenario.title), fmt::join(pending, ", "));
  }
}

}  // namespace krm::cli

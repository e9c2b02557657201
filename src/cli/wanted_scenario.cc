#include "cli/wanted_scenario.h"

#include <fmt/ranges.h>

#include <array>
#include <string_view>
#include <utility>
#include <vector>

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
  const aws::Auth auth = running.signatures.auth;
  const std::string settled = auth == aws::Auth::off
                                  ? fmt::format("seed {}", running.seed)
                                  : fmt::format("seed {}, auth {}", running.seed,
                                                scenario::Codec<aws::Auth>::write(auth).text);
  if (!scenario.title.empty()) {
    log.say(Level::info, "{}scenario {}, {}", news, base::quoted(scenario.title), settled);
  } else if (!news.empty()) {
    log.say(Level::info, "{}no scenario, {}", news, settled);
  }
  if (auth == aws::Auth::strict && scenario.credentials.empty()) {
    log.say(Level::warning,
            "auth is strict and no scenario lists credentials: every signature is refused");
  }
  std::vector<std::string_view> idle;
  if (auth != aws::Auth::strict && !scenario.credentials.empty()) idle.emplace_back("credentials");
  if (auth != aws::Auth::strict && scenario.region) idle.emplace_back("region");
  if (!idle.empty()) {
    log.say(Level::warning, "scenario {} has what counts under auth: strict alone: {}",
            base::quoted(scenario.title), fmt::join(idle, ", "));
  }
  const auto pending = scenario::pending_parts(scenario);
  if (!pending.empty()) {
    log.say(Level::warning, "scenario {} uses what has no effect yet: {}",
            base::quoted(scenario.title), fmt::join(pending, ", "));
  }
}

}  // namespace krm::cli

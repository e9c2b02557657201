// What the options say to serve, a scenario and its seed, and how the log calls that.
#pragma once

#include <cstdint>

#include "base/entropy.h"
#include "base/log.h"
#include "cli/options.h"
#include "cli/scenario_text.h"
#include "mock/active_scenario.h"

namespace krm::cli {

// Without a word of the options: KMS and nothing else.
LoadedScenario chosen_scenario(const Options& options);

// A seed of chance that people can type, for scenarios that have none. 0 when the system gives no
// bytes.
std::uint64_t seed_of_chance(base::Entropy& entropy);

// With the seed of the flag, else of the scenario, else that one.
mock::ActiveScenario settle(std::shared_ptr<const scenario::Scenario> scenario,
                            const Options& options, std::uint64_t seed_of_chance);

// Says what is served, and what of it has no effect yet. `news` stands in front: "reloaded ";
// without news, no scenario is no line.
void announce(const mock::ActiveScenario& running, const Options& options, std::string_view news,
              const base::Log& log);

}  // namespace krm::cli

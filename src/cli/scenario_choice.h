// Finds the scenario and the seed that the options ask for, and tells the log about them.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/entropy.h"
#include "base/log.h"
#include "cli/options.h"
#include "cli/scenario_text.h"
#include "mock/active_scenario.h"

namespace krm::cli {

// Returns the scenario that the options name. When they name none, returns an empty one: KMS and
// nothing else.
LoadedScenario chosen_scenario(const Options& options);

// Returns a random seed that people can type, for scenarios that have none. Returns 0 when the
// system gives no bytes.
std::uint64_t seed_of_chance(base::Entropy& entropy);

// Settles how `scenario` is run. The seed is that of the flag, else of the scenario, else
// `seed_of_chance`.
mock::ActiveScenario settle(std::shared_ptr<const scenario::Scenario> scenario,
                            const Options& options, std::uint64_t seed_of_chance);

// Returns what has no effect in it, in sentences. Where a key `is_issued`, strict has one to know.
std::vector<std::string> warnings_of(const mock::ActiveScenario& running, const Options& options,
                                     bool is_issued = false);

// Logs what is served, and warns of what has no effect. `news` stands in front: "reloaded ". When
// `news` is empty and there is no scenario, no line says what is served.
void announce(const mock::ActiveScenario& running, const Options& options, std::string_view news,
              const base::Log& log);

}  // namespace krm::cli

// Tells what became of contracts: on stderr, in the log of GitHub, and in the reports that the
// options ask for.
//
// Thread-safety: for the main thread.
#pragma once

#include <string>
#include <vector>

#include "cli/environment.h"
#include "cli/options.h"
#include "contract/judgement.h"
#include "mock/active_scenario.h"

namespace krm::cli {

// Returns what is wrong with the reports that the options ask for, or an empty text.
std::string report_mistake(const Options& options, const Environment& environment);

// Returns the command line that runs a scenario again with that seed. Leaves out reports and
// secrets. Returns an empty text where there is none, as for a scenario from stdin.
std::string again(const Options& options, std::uint64_t seed);

// Shows the verdicts and writes the reports. Returns the exit code: 3 when a contract is broken, 1
// when a report cannot be written, else 0. `start_up` is the scenario that the options name.
int tell_verdict(std::vector<contract::Judgement> judgements, const mock::ActiveScenario& start_up,
                 const Options& options, const Environment& environment);

// Does the same for judgements of a recorded run, which are shown on stdout.
int tell_recorded(const std::vector<contract::Judgement>& judgements, const Options& options,
                  const Environment& environment);

}  // namespace krm::cli

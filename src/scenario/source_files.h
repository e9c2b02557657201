// The files that entropy sources of a scenario name.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "scenario/scenario.h"

namespace krm::scenario {

// Reads each into its source. `node` is what `scenario` was read from, or nothing could be; without
// a `directory` no file may be named at all.
void read_source_files(Scenario* scenario, const Node& node,
                       const std::optional<std::string>& directory, Mistakes& mistakes);

// The sources that name one, in the order of the scenario; they live as long as it does.
std::vector<const source::File*> files_of(const Scenario& scenario);

}  // namespace krm::scenario

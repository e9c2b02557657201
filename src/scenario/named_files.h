// The files that a scenario names: those of entropy sources, and roots of attestation.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "scenario/scenario.h"

namespace krm::scenario {

// Reads each to where it belongs. `node` is what `scenario` was read from, or nothing could be;
// without a `directory` no file may be named at all.
void read_named_files(Scenario* scenario, const Node& node,
                      const std::optional<std::string>& directory, Mistakes& mistakes);

struct NamedFile {
  std::string path;  // as the scenario has it
  std::size_t longest;
  std::string_view content;  // lives as long as the scenario
};

// In the order of the scenario.
std::vector<NamedFile> files_of(const Scenario& scenario);

}  // namespace krm::scenario

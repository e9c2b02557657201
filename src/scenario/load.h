// load() makes a Scenario from the text of a scenario file, and dump() makes a text from it again.
// load() also reads the files that the scenario names.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "document/mistake.h"
#include "scenario/scenario.h"

namespace krm::scenario {

// Returns the scenario that `text` holds. On failure returns all mistakes of meaning, or the first
// of syntax. Paths in the text start at `directory`. Without one it may name no files. `name` is
// what the scenario is called if it does not say so itself. Never throws for what the text holds.
tl::expected<std::shared_ptr<const Scenario>, Mistakes> load(
    std::string_view text, const std::optional<std::string>& directory, std::string_view name = {});

// Return the same of what came over the network. It may name no files and no upstream. The second
// takes a part of another text.
tl::expected<std::shared_ptr<const Scenario>, Mistakes> load_remote(std::string_view text,
                                                                    std::string_view name = {});
tl::expected<std::shared_ptr<const Scenario>, Mistakes> load_remote(const Node& node);

// Returns JSON that loads as an equal scenario.
std::string dump(const Scenario& scenario);

}  // namespace krm::scenario

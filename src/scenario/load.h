// From the text of a scenario file to a Scenario, and back.
//
// Thread-safety: functions of their arguments, but for the files that a scenario names.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "document/mistake.h"
#include "scenario/scenario.h"

namespace krm::scenario {

// Returns what a text says. On failure returns all mistakes of meaning, or the first of syntax.
// `directory` is what paths in the text are seen from; without one it may name no files. `name` is
// what the scenario is called when it does not say so itself. Never throws for what the text holds.
tl::expected<std::shared_ptr<const Scenario>, Mistakes> load(
    std::string_view text, const std::optional<std::string>& directory, std::string_view name = {});

// Returns JSON that loads as an equal scenario.
std::string dump(const Scenario& scenario);

}  // namespace krm::scenario

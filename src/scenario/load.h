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

// `name`: what the scenario is called when it does not say so itself. `directory`: what paths in
// the scenario are seen from; without one it may name no files. Every mistake of meaning is found
// at once, of syntax the first. Never throws for what the text holds.
tl::expected<std::shared_ptr<const Scenario>, Mistakes> load(
    std::string_view text, const std::optional<std::string>& directory, std::string_view name = {});

// JSON that loads as an equal scenario.
std::string dump(const Scenario& scenario);

}  // namespace krm::scenario

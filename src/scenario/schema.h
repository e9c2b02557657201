// json_schema() makes the JSON Schema of scenario files from the shapes of the codecs. The schema
// accepts what `check` accepts, and refuses what `check` refuses as far as a schema can. It cannot
// see that two places of a file contradict each other.
#pragma once

#include <string>
#include <string_view>

#include "document/node.h"

namespace krm::scenario {

// Returns the schema in draft 2020-12, with a line end behind it.
std::string json_schema();

// Return its two parts: the schema of a scenario, and what it refers to as "when". `references` is
// where that stands.
document::Node schema_of_scenarios(std::string_view references);
document::Node schema_of_conditions(std::string_view references);

}  // namespace krm::scenario

// json_schema() makes the JSON Schema of scenario files from the shapes of the codecs. The schema
// accepts what `check` accepts, and refuses what `check` refuses as far as a schema can. It cannot
// see that two places of a file contradict each other.
#pragma once

#include <string>

namespace krm::scenario {

// Returns the schema in draft 2020-12, with a line end behind it.
std::string json_schema();

}  // namespace krm::scenario

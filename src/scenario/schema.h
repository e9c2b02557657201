// The JSON Schema of scenario files, made from the shapes of the codecs. It accepts what `check`
// accepts, and refuses what `check` refuses as far as a schema can: contradictions between two
// places of a file are beyond it.
#pragma once

#include <string>

namespace krm::scenario {

// Draft 2020-12, with a line end behind it.
std::string json_schema();

}  // namespace krm::scenario

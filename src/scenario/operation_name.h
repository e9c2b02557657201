// What a scenario calls operations: globs, which also take names that KMS does not have.
#pragma once

#include <span>
#include <string>

#include "document/reading.h"

namespace krm::scenario {

// Refuses a glob without wildcards that is no operation of KMS but nearly one: "Encript". It would
// match nothing, and nobody would know why. `mark` is where the globs stand.
void refuse_misspelt_operations(std::span<const std::string> globs, document::Mark mark,
                                document::Reading& reading);

}  // namespace krm::scenario

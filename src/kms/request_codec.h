// The stage `types`: from the members of a JSON body to a GenerateRandomRequest.
#pragma once

#include <tl/expected.hpp>

#include "aws/json_value.h"
#include "kms/model.h"

namespace krm::kms {

// Members that are null count as absent and unknown ones are ignored (REAL-OTHER: athena-local).
// The first member of another type, in the order of the document, is the error; that order is a
// GUESS.
tl::expected<GenerateRandomRequest, aws::Error> read_request(const aws::JsonValue& body);

}  // namespace krm::kms

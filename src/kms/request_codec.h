// The stage `types`. It turns the members of a JSON body into a GenerateRandomRequest.
#pragma once

#include "aws/json_value.h"
#include "kms/model.h"

namespace krm::kms {

// Returns the request in `body`. Ignores unknown members (REAL-OTHER: athena-local). Fails on the
// first member, in the order of the document, that has another type than the model's. That order is
// a GUESS.
tl::expected<GenerateRandomRequest, aws::Failure> read_request(const aws::JsonValue& body);

}  // namespace krm::kms

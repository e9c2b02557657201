// The stage `types`: from the members of a JSON body to a GenerateRandomRequest.
#pragma once

#include "aws/json_value.h"
#include "kms/model.h"

namespace krm::kms {

// Unknown members are ignored (REAL-OTHER: athena-local). The first member of another type than the
// model's, in the order of the document, is the error; that order is a GUESS.
tl::expected<GenerateRandomRequest, aws::Failure> read_request(const aws::JsonValue& body);

}  // namespace krm::kms

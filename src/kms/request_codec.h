// The stage `types`. It turns the members of a JSON body into values.
#pragma once

#include "aws/json_value.h"
#include "kms/operation.h"

namespace krm::kms {

// Returns what `body` asks of `operation`. Ignores members that are not the operation's
// (REAL-OTHER: athena-local). Fails on the first member, in the order of the document, that has
// another type than the model's. That order is a GUESS.
tl::expected<Asked, aws::Failure> read_request(const aws::JsonValue& body,
                                               const Operation& operation);

}  // namespace krm::kms

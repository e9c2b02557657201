// Finds out which error a reply of another server names. Emulators write the name in every place
// that SDKs look at (MODEL: awsJson1.1, "Operation error serialization").
//
// Thread-safety: a function without state.
#pragma once

#include "aws/error_catalogue.h"
#include "http/reply.h"

namespace krm::aws {

// Returns the entry of the error that `reply` names by x-amzn-ErrorType, `__type` or `code`, with a
// namespace or without. Returns nullptr for a reply that is no error, or names none of the
// catalogue.
const ErrorEntry* error_in(const http::HttpReply& reply);

}  // namespace krm::aws

// The first stage of every request. It decides whether the request is a call of an operation at
// all. Checks have the order of the front end that KMS shares with its siblings (REAL-OTHER:
// kinesalite suite, athena-local): CORS preflight, method, content type, JSON syntax, target.
#pragma once

#include <tl/expected.hpp>

#include "aws/failure.h"
#include "aws/json_value.h"
#include "http/request.h"

namespace krm::aws {

// Returns the parsed body of a call. `unknown` is what is answered to a target that names no
// operation of this service; null: it names one. `is_signed` says whether the request carries a
// signature, good or bad.
tl::expected<JsonValue, Failure> decode(const http::HttpRequest& request, const Error* unknown,
                                        bool is_signed);

}  // namespace krm::aws

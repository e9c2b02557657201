// The first stage of every request: is it a call of an operation at all? In the order of the front
// end that KMS shares with its siblings (REAL-OTHER: kinesalite suite, athena-local): CORS
// preflight, method, content type, JSON syntax, target.
#pragma once

#include <tl/expected.hpp>

#include "aws/failure.h"
#include "aws/json_value.h"
#include "http/request.h"

namespace krm::aws {

// The parsed body of a call of `target`'s operation, the only one this service has.
tl::expected<JsonValue, Failure> decode(const http::HttpRequest& request, std::string_view target);

// Whether the request carries a signature, good or bad, in its header or its query.
bool is_signed(const http::HttpRequest& request);

}  // namespace krm::aws

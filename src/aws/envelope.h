// Puts a body into an HTTP reply that has the headers of AWS KMS, in their order.
//
// REAL: recorded 2019-07 to 2021-03 (cloud-custodian, smithy-rs), the same on success and error.
// The casing of Cache-Control, Expires and Pragma, and everything after 2021, is a GUESS.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "http/reply.h"
#include "http/request.h"

namespace krm::aws {

struct Envelope {
  std::string request_id;
  base::WallTime now;
};

// Returns a UUID version 4 made from sixteen random bytes.
std::string request_id(std::array<std::uint8_t, 16> random);

inline constexpr std::string_view json_1_1 = "application/x-amz-json-1.1";

// Returns the reply. Leaves Content-Type out when `content_type` is empty. Adds the CORS headers
// when the request has an Origin (REAL-OTHER: kinesalite suite; their place is a GUESS). The reply
// to HEAD has every header and no body.
http::HttpReply enclose(const Envelope& envelope, const http::HttpRequest& request, int status,
                        std::string_view content_type, std::string body);

// Returns the reply to a CORS preflight.
http::HttpReply preflight(const Envelope& envelope, const http::HttpRequest& request);

}  // namespace krm::aws

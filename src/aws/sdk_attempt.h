// What an SDK says about its attempts at a call. amz-sdk-invocation-id is the same for all attempts
// of one logical call. amz-sdk-request counts them (SDK: "attempt=1; max=3"). boto3 puts a ttl
// before it, and leaves out max at the first attempt.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "http/request.h"

namespace krm::aws {

struct SdkAttempt {
  std::string_view invocation_id;       // a view into the request; empty: none
  std::optional<std::int64_t> attempt;  // counts from 1; nothing: not given
};

// Returns what `request` says. Ignores an invocation ID of more than 128 bytes, and an attempt that
// is no number from 1.
SdkAttempt sdk_attempt_of(const http::HttpRequest& request);

}  // namespace krm::aws

// What SDKs say about their attempts: amz-sdk-invocation-id is the same for all attempts of one
// logical call, amz-sdk-request counts them (SDK: "attempt=1; max=3"; boto3 puts a ttl before it
// and leaves out max at the first).
//
// Thread-safety: functions of their arguments.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "http/request.h"

namespace krm::aws {

struct SdkAttempt {
  std::string_view invocation_id;       // of the request's text; empty where it names none
  std::optional<std::int64_t> attempt;  // from 1; nothing where there is no such number
};

SdkAttempt sdk_attempt_of(const http::HttpRequest& request);

}  // namespace krm::aws

// What an SDK says about its attempts at a call. All attempts of one logical call have one id. The
// SDKs of the last ten years write it, and the number of an attempt, in these ways (SDK: sources of
// 42 generations, read 2026-11-30):
//
//   amz-sdk-invocation-id   most of them; a UUID of any version, or 32 hexadecimal digits
//   aws-sdk-invocation-id   PHP from 2016 to 2026, Android
//   amz-sdk-request         "attempt=1; max=3", in any order, with or without max and ttl. Counts
//                           from 1; Ruby from 0, until a version between 3.212 and 3.267
//   amz-sdk-retry           "0/0/500": Java 1, and Java 2 before 2.15.41. Counts retries, so from 0
//   aws-sdk-retry           "0/0": PHP and Android. The same
//
// Neither is sent by JavaScript 2, Go 1, Ruby before 3.193, the CLI 2 before 2.35.7, botocore
// before 1.23.48, Java 1 before 1.10.60, .NET before 3.7, C++ before 1.8, aws-c-*.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "http/request.h"

namespace krm::aws {

struct SdkAttempt {
  std::string_view invocation_id;       // a view into the request; empty: none
  std::optional<std::int64_t> number;   // as the SDK counts, from 0 or 1; nothing: not given
  std::optional<std::int64_t> attempt;  // the same from 1, as far as one request can tell
  std::optional<std::int64_t> most;     // how many attempts it makes, where it says so
};

// Returns what `request` says. Ignores an id of more than 128 bytes, and what is no number from 0.
SdkAttempt sdk_attempt_of(const http::HttpRequest& request);

}  // namespace krm::aws

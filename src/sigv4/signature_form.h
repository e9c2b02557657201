// What a signature has to be before it is worth computing: the checks that need no secret, each
// with the front end's own words.
//
// Sources: REAL for the two sentences about time (aws-sdk-js-v3#6400 on KMS, awsbeats#48); the
// others REAL-OTHER, from dynalite's recorded notes, but for the host (scratchstack, versitygw).
//
// Thread-safety: functions of their arguments.
#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "aws/error.h"
#include "sigv4/authorization.h"
#include "sigv4/credential.h"

namespace krm::sigv4 {

using Passed = tl::expected<void, aws::Error>;

// When it was signed.
tl::expected<std::chrono::sys_seconds, aws::Error> check_date(const Authorization& authorization);

// At most five minutes from `now`, either way; in the query form X-Amz-Expires takes the place of
// those before. That KMS honours it is a GUESS; its range is S3's, and the sentence about it ours.
Passed check_skew(const Authorization& authorization, std::chrono::sys_seconds signed_at,
                  std::chrono::sys_seconds now);

Passed check_host(std::string_view signed_headers);

Passed check_algorithm(std::string_view named);

tl::expected<Credential, aws::Error> check_credential(std::string_view text);

// What a scope has to name.
struct ExpectedScope {
  std::string_view service;
  std::string_view region;  // empty: any
  std::string_view date;    // of the request, as 20150830T123600Z
};

// All faults at once; without one, the credential.
tl::expected<Credential, aws::Error> check_scope(const Credential& credential,
                                                 const ExpectedScope& expected);

}  // namespace krm::sigv4

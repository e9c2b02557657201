// Checks the form of a signature before it is worth computing one. These checks need no secret.
// Each fails in the front end's own words.
//
// Sources: REAL for the two sentences about time (aws-sdk-js-v3#6400 on KMS, awsbeats#48). The
// others are REAL-OTHER, from dynalite's recorded notes; the one about the host is from
// scratchstack and versitygw.
#pragma once

#include <chrono>
#include <string_view>
#include <tl/expected.hpp>

#include "aws/error.h"
#include "sigv4/authorization.h"
#include "sigv4/credential.h"

namespace krm::sigv4 {

using Passed = tl::expected<void, aws::Error>;

// Returns when the request was signed. Fails unless the date looks like 20150830T123600Z.
tl::expected<std::chrono::sys_seconds, aws::Error> check_date(const Authorization& authorization);

// Passes when the request was signed at most five minutes from `now`, either way. In the query form
// X-Amz-Expires replaces the five minutes before `now`. That KMS honours it is a GUESS. Its range
// is that of S3, and the sentence about it is ours.
Passed check_skew(const Authorization& authorization, std::chrono::sys_seconds signed_at,
                  std::chrono::sys_seconds now);

// Passes when host is among the signed headers, in any case.
Passed check_host(std::string_view signed_headers);

// Passes AWS4-HMAC-SHA256 only.
Passed check_algorithm(std::string_view named);

// Returns the credential. Fails unless it has exactly five parts.
tl::expected<Credential, aws::Error> check_credential(std::string_view text);

// What a scope must name.
struct ExpectedScope {
  std::string_view service;
  std::string_view region;  // empty: any
  std::string_view date;    // of the request, as 20150830T123600Z
};

// Returns the credential. Fails with all faults of its scope at once.
tl::expected<Credential, aws::Error> check_scope(const Credential& credential,
                                                 const ExpectedScope& expected);

}  // namespace krm::sigv4

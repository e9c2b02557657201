// Finds the usual mistakes of a client about what it signs: body, headers, path and query.
//
// Thread-safety: for one thread, as a SigningTrial is.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "http/request.h"
#include "sigv4/concealer.h"
#include "sigv4/signing_trial.h"

namespace krm::sigv4 {

// What was signed, as far as the server can tell.
struct Signed {
  const http::HttpRequest& request;
  const CanonicalRequest& canonical;
  std::string_view signed_headers;  // as the client lists them
  std::string_view region;
  const Concealer& concealer;
};

// Returns the client's mistake in plain words, or nothing. That is a signed header that the request
// lacks, else the first mistake that gives the client's signature.
std::optional<std::string> mistake_of_request(SigningTrial& trial, const Signed& is);

}  // namespace krm::sigv4

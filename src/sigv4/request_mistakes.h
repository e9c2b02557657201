// The usual mistakes of a client about what it signs: body, headers, path and query.
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

// The first that gives the client's signature, in plain words.
std::optional<std::string> mistake_of_request(SigningTrial& trial, const Signed& is);

}  // namespace krm::sigv4

// Signs requests, rightly or wrongly.
#pragma once

#include <optional>
#include <string>
#include <utility>

#include "sigv4/authenticate.h"
#include "sigv4/canonical_request.h"
#include "sigv4/signing_key.h"
#include "tests/support/requests.h"

namespace krm::test {

// Says who signs, and how. `date` is the time at which a ManualClock begins.
struct SignAs {
  std::string access_key_id = "AKIDEXAMPLE";
  std::string secret = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
  std::string region = "us-east-1";
  std::string service = "kms";
  std::string date = "20261124T071500Z";
  std::string signed_headers = "content-type;host;x-amz-date;x-amz-target";
  std::optional<std::string> token{};
};

inline http::HttpRequest signed_as(const SignAs& as, http::HttpRequest request) {
  const std::string day = as.date.substr(0, 8);
  const sigv4::Scope scope{day, as.region, as.service};
  std::string names = as.signed_headers;
  request = with(std::move(request), "X-Amz-Date", as.date);
  if (as.token) {
    request = with(std::move(request), "X-Amz-Security-Token", *as.token);
    names += ";x-amz-security-token";
  }
  const sigv4::CanonicalRequest canonical = sigv4::canonical_request(request, names, false);
  const std::string signature = sigv4::SigningKey(sigv4::key_material(as.secret), scope)
                                    .sign(sigv4::string_to_sign(as.date, scope, canonical.text()));
  return with(std::move(request), "Authorization",
              "AWS4-HMAC-SHA256 Credential=" + as.access_key_id + "/" + day + "/" + as.region +
                  "/" + as.service + "/aws4_request, SignedHeaders=" + canonical.signed_headers +
                  ", Signature=" + signature);
}

// Authenticates a request by its own signature.
inline auto authenticated(const http::HttpRequest& request, const sigv4::SignatureRules& rules,
                          base::WallTime time) {
  return sigv4::authenticate(request, sigv4::read_signature(request), rules, time);
}

}  // namespace krm::test

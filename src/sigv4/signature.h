// The signature of a request, good or bad: where it stands, its parts, and whose it claims to be.
// It is read once, so that tenant, dispatcher and verification cannot disagree.
//
// SIGV4: Credential=ACCESS_KEY_ID/DATE/REGION/SERVICE/aws4_request, in the Authorization header or,
// percent-encoded, in the query as X-Amz-Credential.
#pragma once

#include <string>

#include "http/request.h"
#include "sigv4/authorization_header.h"
#include "sigv4/request_target.h"

namespace krm::sigv4 {

// Views into the request, which must outlive them. Nothing is verified.
struct Signature {
  // Returns whether the request carries a signature at all. Only here an empty header counts as
  // one.
  bool is_there() const { return has_header || in_query; }

  bool has_header = false;      // there is an Authorization header
  std::string_view header{};    // its value
  AuthorizationHeader parts{};  // the parts of that value
  bool in_query = false;        // there is a parameter X-Amz-Algorithm
  RequestTarget target{};

  // The key and the region that the credential names. Both are empty when there is no credential of
  // the right form. When both header and query have one, the header counts.
  std::string access_key_id{};
  std::string region{};
};

// Reads the signature of `request`. Never fails.
Signature read_signature(const http::HttpRequest& request);

}  // namespace krm::sigv4

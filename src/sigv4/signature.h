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

// Views into the request, which must outlive it. Nothing is verified.
struct Signature {
  // Whether the request carries a signature at all. An empty header counts here and nowhere else.
  bool is_there() const { return has_header || in_query; }

  bool has_header = false;      // an Authorization header
  std::string_view header{};    // its value
  AuthorizationHeader parts{};  // of that value
  bool in_query = false;        // a parameter X-Amz-Algorithm
  RequestTarget target{};

  // Whom the credential names; both are empty where there is none of the right form. Where header
  // and query have one, that of the header counts.
  std::string access_key_id{};
  std::string region{};
};

Signature read_signature(const http::HttpRequest& request);

}  // namespace krm::sigv4

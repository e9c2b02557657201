// What a SigV4 signature is made over: the canonical request and, with the time and the scope, the
// string to sign. A value with parts, so that a verifier can also ask what else a client may have
// signed.
//
// Thread-safety: values.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "http/header.h"
#include "http/request.h"
#include "sigv4/signing_key.h"

namespace krm::sigv4 {

// Without "." and ".." segments and repeated slashes, percent-encoded once more than it stands in
// the request line (SIGV4: for all services but S3).
std::string canonical_uri(std::string_view path);

// Sorted by encoded name, then value; each decoded and encoded anew. Of a presigned request the
// signature is left out: the first X-Amz-Signature, which is the one that is read.
std::string canonical_query_string(std::string_view target, bool presigned);

struct CanonicalRequest {
  std::string method;
  std::string uri;
  std::string query_string;
  http::Headers headers;
  std::string signed_headers;
  std::string hashed_payload;
  std::vector<std::string> missing;  // names in `signed_headers` that the request does not have

  std::string text() const;
};

// `signed_headers` are names between ";". All fields of a name become one, joined by commas; blanks
// around a value go, and runs of them within become one. Names come once, in lower case and sorted,
// however they stand there; one that is missing is taken for empty. The payload is hashed whatever
// X-Amz-Content-Sha256 says (SIGV4).
CanonicalRequest canonical_request(const http::HttpRequest& request,
                                   std::string_view signed_headers, bool presigned);

std::string string_to_sign(std::string_view timestamp, const Scope& scope,
                           std::string_view canonical_request);

}  // namespace krm::sigv4

// What a SigV4 signature is made over: the canonical request, and the string to sign. That string
// adds the time and the scope. The parts stay apart, so that a verifier can also try what else a
// client may have signed.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "http/header.h"
#include "http/request.h"
#include "sigv4/signing_key.h"

namespace krm::sigv4 {

// Returns the path without "." and ".." segments and repeated slashes. Percent-encodes it once more
// than it stands in the request line (SIGV4: for all services but S3).
std::string canonical_uri(std::string_view path);

// Returns the query of `target`, sorted by encoded name, then value. Decodes each name and value,
// and encodes it again. Leaves out the signature of a presigned request: the first X-Amz-Signature,
// which is the one that is read.
std::string canonical_query_string(std::string_view target, bool presigned);

struct CanonicalRequest {
  std::string method;
  std::string uri;
  std::string query_string;
  http::Headers headers;
  std::string signed_headers;
  std::string hashed_payload;
  std::vector<std::string> missing;  // names in `signed_headers` that the request lacks

  // Returns the canonical request as one text, ready to be hashed.
  std::string text() const;
};

// Returns the canonical request. `signed_headers` are names between ";". Lists each name once, in
// lower case and sorted, however the client wrote them. Joins all fields of a name with commas.
// Removes blanks around a value, and makes one space of each run of spaces in it. Takes a missing
// header for empty. Hashes the payload whatever X-Amz-Content-Sha256 says (SIGV4).
CanonicalRequest canonical_request(const http::HttpRequest& request,
                                   std::string_view signed_headers, bool presigned);

// Returns the string to sign. `timestamp` is as 20150830T123600Z; `canonical_request` is its
// text().
std::string string_to_sign(std::string_view timestamp, const Scope& scope,
                           std::string_view canonical_request);

}  // namespace krm::sigv4

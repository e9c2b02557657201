// Explains why a signature is not the one that the server computed. Developers read it. The client
// is told nothing of it, as with KMS (REAL: aws-sdk-cpp#1681).
//
// No text here holds a secret, token, derived key or signature: "(hidden)" stands in its place.
// There is one gap: a secret of fewer than eight bytes, shorter than any real one, may show. It
// does not show in a header or parameter that is for secrets.
#pragma once

#include <string>

#include "http/request.h"
#include "sigv4/access_key.h"
#include "sigv4/authorization.h"
#include "sigv4/canonical_request.h"

namespace krm::sigv4 {

struct Mismatch {
  std::string canonical_request;  // the server's, at most 4 KiB; long values are cut
  std::string string_to_sign;     // the server's, at most 4 KiB
  std::string likely_cause;       // in plain words
};

// What the client should have signed, as the server sees it.
struct Expected {
  const http::HttpRequest& request;
  const Authorization& authorization;
  const CanonicalRequest& canonical;
  Scope scope;
  const AccessKey& key;
};

// Makes the usual mistakes again, one after the other, until one gives the client's signature.
// Tries at most 500. `keys` are all that the server knows.
Mismatch explain_mismatch(const Expected& expected, const AccessKeys& keys);

}  // namespace krm::sigv4

// Why a signature is not the one that the server computed, for the developer to read. The client is
// told nothing of it, as with KMS (REAL: aws-sdk-cpp#1681).
//
// Holds no secret, token, derived key or signature: what is one is replaced by "(hidden)". A secret
// that is shorter than any real one may pass, where it does not stand in a place of its own.
#pragma once

#include <string>

#include "http/request.h"
#include "sigv4/access_key.h"
#include "sigv4/authorization.h"
#include "sigv4/canonical_request.h"

namespace krm::sigv4 {

struct Mismatch {
  std::string canonical_request;  // as the server computed it, at most 4 KiB; long values are cut
  std::string string_to_sign;     // likewise
  std::string likely_cause;       // in plain words
};

// What was to be signed, as the server sees it.
struct Expected {
  const http::HttpRequest& request;
  const Authorization& authorization;
  const CanonicalRequest& canonical;
  Scope scope;
  const AccessKey& key;
};

// Makes the usual mistakes again, one after the other, until one gives the client's signature: at
// most 500. `keys` are all that the server knows.
Mismatch explain_mismatch(const Expected& expected, const AccessKeys& keys);

}  // namespace krm::sigv4

// Why a signature is not the one that the server computed, for the developer to read. The client is
// told nothing of it, as with KMS (REAL: aws-sdk-cpp#1681).
//
// Holds no secret, token, derived key or signature: what is one is replaced by "(hidden)".
#pragma once

#include <string>

#include "aws/access_key.h"
#include "aws/authorization.h"
#include "http/request.h"

namespace krm::aws {

struct Mismatch {
  std::string canonical_request;  // as the server computed it, at most 4 KiB
  std::string string_to_sign;     // likewise
  std::string likely_cause;       // in plain words
};

// Makes the usual mistakes again, one after the other, until one gives the client's signature: at
// most 500. REQUIRES: the credential of `authorization` has five parts, and `key` is its.
Mismatch explain_mismatch(const http::HttpRequest& request, const Authorization& authorization,
                          const AccessKey& key, const AccessKeys& keys);

}  // namespace krm::aws

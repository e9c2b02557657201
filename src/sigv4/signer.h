// Who a request says it is signed by: the parts of its credential that choose a tenant and that
// rules look at. Nothing is verified here.
//
// SIGV4: Credential=ACCESS_KEY_ID/DATE/REGION/SERVICE/aws4_request, in the Authorization header or,
// percent-encoded, in the query as X-Amz-Credential.
#pragma once

#include <string>

#include "http/request.h"

namespace krm::sigv4 {

struct Signer {
  std::string access_key_id;  // both empty where the request has no credential of that form
  std::string region;
};

// The header counts where there are both.
Signer signer_of(const http::HttpRequest& request);

}  // namespace krm::sigv4

// The reply of the baselines: what KMS would say to a request for 32 bytes, always the same.
#pragma once

#include "aws/envelope.h"
#include "http/reply.h"
#include "http/request.h"

namespace krm::bench {

inline http::HttpReply constant_reply() {
  return aws::enclose({aws::request_id({}), {}}, http::HttpRequest{}, 200, aws::json_1_1,
                      R"({"Plaintext":"+Q2hxK6OBuU6K6ZIIBucFMCW2NJkhiSWDySSQyWp9zA="})");
}

}  // namespace krm::bench

// The replies of the baselines: what KMS would say, always the same.
#pragma once

#include <string>
#include <utility>

#include "aws/envelope.h"
#include "http/reply.h"
#include "http/request.h"

namespace krm::bench {

inline http::HttpReply constant_reply(std::string body) {
  return aws::enclose({aws::request_id({}), {}}, http::HttpRequest{}, 200, aws::json_1_1,
                      std::move(body));
}

// To a request for 32 bytes.
inline http::HttpReply constant_reply() {
  return constant_reply(R"({"Plaintext":"+Q2hxK6OBuU6K6ZIIBucFMCW2NJkhiSWDySSQyWp9zA="})");
}

// To boto3_encrypt_request(), about 900 bytes: a ciphertext is 152 bytes longer than its plaintext.
inline http::HttpReply constant_encrypt_reply() {
  return constant_reply(R"({"CiphertextBlob":"AQICAHh)" + std::string(281, 'A') +
                        R"(","EncryptionAlgorithm":"SYMMETRIC_DEFAULT","KeyId":")"
                        R"(arn:aws:kms:us-east-1:111122223333:key/)"
                        R"(1234abcd-12ab-34cd-56ef-1234567890ab"})");
}

}  // namespace krm::bench

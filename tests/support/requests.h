// Makes requests as an SDK sends them. A test then changes the one thing that it is about.
#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "http/request.h"

namespace krm::test {

inline http::HttpRequest generate_random(std::string body) {
  return {.method = "POST",
          .target = "/",
          .version = http::Version::http_1_1,
          .headers = {{"Host", "127.0.0.1:4599"},
                      {"X-Amz-Target", "TrentService.GenerateRandom"},
                      {"Content-Type", "application/x-amz-json-1.1"}},
          .body = std::move(body),
          .keep_alive = true};
}

// Replaces the value of a header, or adds the header when it is missing.
inline http::HttpRequest with(http::HttpRequest request, std::string name, std::string value) {
  http::set(request.headers, name, std::move(value));
  return request;
}

inline http::HttpRequest without(http::HttpRequest request, std::string_view name) {
  std::erase_if(request.headers,
                [&](const http::Header& header) { return http::iequals(header.name, name); });
  return request;
}

inline http::HttpRequest ask_for(int number_of_bytes) {
  return generate_random(R"({"NumberOfBytes":)" + std::to_string(number_of_bytes) + '}');
}

// Adds an Authorization header with that access key ID. Its signature is not a real one.
inline http::HttpRequest signed_by(std::string_view access_key_id, http::HttpRequest request) {
  return with(std::move(request), "Authorization",
              "AWS4-HMAC-SHA256 Credential=" + std::string(access_key_id) +
                  "/20261124/us-east-1/kms/aws4_request, SignedHeaders=host, Signature=0");
}

// Marks the request as an attempt of the logical call `invocation`.
inline http::HttpRequest of_call(std::string_view invocation, http::HttpRequest request) {
  return with(std::move(request), "amz-sdk-invocation-id", std::string(invocation));
}

}  // namespace krm::test

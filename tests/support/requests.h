// Requests as an SDK would send them, to be changed by a test in the one place it is about.
#pragma once

#include <string>
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

// Replaces the value of a header that is there, or adds it.
inline http::HttpRequest with(http::HttpRequest request, std::string name, std::string value) {
  for (http::Header& header : request.headers) {
    if (http::iequals(header.name, name)) {
      header.value = std::move(value);
      return request;
    }
  }
  request.headers.push_back({std::move(name), std::move(value)});
  return request;
}

inline http::HttpRequest without(http::HttpRequest request, std::string_view name) {
  std::erase_if(request.headers,
                [&](const http::Header& header) { return http::iequals(header.name, name); });
  return request;
}

}  // namespace krm::test

// One whole request, as a value. Nothing is decoded: target and header values are the raw bytes.
#pragma once

#include <string>

#include "http/header.h"

namespace krm::http {

enum class Version { http_1_0, http_1_1 };

struct HttpRequest {
  std::string method;
  std::string target;
  Version version = Version::http_1_1;
  Headers headers;         // trailers of a chunked body are not among them
  std::string body;        // with any chunked coding taken off
  bool keep_alive = true;  // what the version and the Connection header say together

  bool operator==(const HttpRequest&) const = default;
};

}  // namespace krm::http

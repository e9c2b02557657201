// One whole request, as a value. Target and header values are the raw bytes: nothing is decoded.
#pragma once

#include <string>

#include "http/header.h"

namespace krm::http {

enum class Version { http_1_0, http_1_1 };

struct HttpRequest {
  std::string method;
  std::string target;
  Version version = Version::http_1_1;
  Headers headers;         // without the trailers of a chunked body
  std::string body;        // without the chunked coding
  bool keep_alive = true;  // what the version and the Connection header say together

  bool operator==(const HttpRequest&) const = default;
};

}  // namespace krm::http

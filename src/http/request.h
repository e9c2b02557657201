// One whole request, as a value. Target and header values are the raw bytes: nothing is decoded.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "http/header.h"

namespace krm::http {

enum class Version { http_1_0, http_1_1 };

enum class Transport { http, https };
constexpr std::array<std::pair<std::string_view, Transport>, 2> words_of(Transport) {
  return {{{"http", Transport::http}, {"https", Transport::https}}};
}

struct HttpRequest {
  std::string method;
  std::string target;
  Version version = Version::http_1_1;
  Headers headers;         // without the trailers of a chunked body
  std::string body;        // without the chunked coding
  bool keep_alive = true;  // what the version and the Connection header say together
  // How it came. Requests of one connection have the same number; 0: no connection.
  std::uint64_t connection = 0;
  Transport transport = Transport::http;

  bool operator==(const HttpRequest&) const = default;
};

}  // namespace krm::http

// Bytes to requests, without a socket.
#pragma once

#include <algorithm>
#include <string_view>
#include <utility>
#include <variant>

#include "http/request.h"
#include "net/framing.h"

namespace krm::bench {

// REQUIRES: `bytes` are one whole request, and `framing` is between two.
inline http::HttpRequest frame(net::Framing& framing, std::string_view bytes) {
  framing.feed(bytes);
  return std::get<http::HttpRequest>(framing.next());
}

}  // namespace krm::bench

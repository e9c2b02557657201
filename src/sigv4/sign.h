// Signs a request, as a client would.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "http/request.h"

namespace krm::sigv4 {

struct Signer {
  std::string_view access_key_id;
  std::string_view secret_access_key;
  std::optional<std::string_view> session_token{};
  std::string_view region;
  std::string_view service;
};

// Adds X-Amz-Date, the token and Authorization. REQUIRES: the request has a Host, and none of
// these.
void sign(http::HttpRequest& request, const Signer& signer, std::chrono::sys_seconds at);

}  // namespace krm::sigv4

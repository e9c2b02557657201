#include "http/upstream.h"

#include <fmt/format.h>

namespace krm::http {

std::string Upstream::url() const {
  return fmt::format("{}://{}", transport == Transport::https ? "https" : "http", authority());
}

std::string Upstream::authority() const {
  const bool is_v6 = host.find(':') != std::string::npos;
  const int usual = transport == Transport::https ? 443 : 80;
  return fmt::format("{}{}{}{}", is_v6 ? "[" : "", host, is_v6 ? "]" : "",
                     port == usual ? std::string() : fmt::format(":{}", port));
}

}  // namespace krm::http

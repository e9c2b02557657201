#include "cli/endpoint.h"

#include <fmt/format.h>

namespace krm::cli {

std::string base_url(std::string_view host, int port) {
  if (host == "0.0.0.0") host = "127.0.0.1";
  if (host == "::") host = "::1";
  const bool v6 = host.find(':') != std::string_view::npos;
  return fmt::format("http://{}{}{}:{}", v6 ? "[" : "", host, v6 ? "]" : "", port);
}

}  // namespace krm::cli

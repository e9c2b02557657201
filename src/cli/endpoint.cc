#include "cli/endpoint.h"

#include <fmt/format.h>

namespace krm::cli {

std::string url_of(Tls tls, std::string_view host, int port) {
  const bool v6 = host.find(':') != std::string_view::npos;
  return fmt::format("{}://{}{}{}:{}", tls == Tls::require ? "https" : "http", v6 ? "[" : "", host,
                     v6 ? "]" : "", port);
}

std::string client_url(Tls tls, std::string_view host, int port) {
  if (host == "0.0.0.0") host = "127.0.0.1";
  if (host == "::") host = "::1";
  return url_of(tls, host, port);
}

}  // namespace krm::cli

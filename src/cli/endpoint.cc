#include "cli/endpoint.h"

#include <fmt/format.h>

namespace krm::cli {

std::string url_of(Tls tls, std::string_view host, int port) {
  const bool v6 = host.find(':') != std::string_view::npos;
  return fmt::format("{}://{}{}{}:{}", tls == Tls::require ? "https" : "http", v6 ? "[" : "", host,
                     v6 ? "]" : "", port);
}

std::string urls_of(Tls tls, const std::vector<std::string>& hosts, int port) {
  std::string all;
  for (const std::string& host : hosts) {
    all += (all.empty() ? "" : " and ") + url_of(tls, host, port);
  }
  return all;
}

std::string client_url(Tls tls, std::string_view host, int port) {
  if (host == "0.0.0.0") host = "127.0.0.1";
  if (host == "::") host = "::1";
  return url_of(tls, host, port);
}

std::string secured(std::string url) {
  constexpr std::string_view http = "http";
  if (url.starts_with("http:")) url.insert(http.size(), 1, 's');
  return url;
}

}  // namespace krm::cli

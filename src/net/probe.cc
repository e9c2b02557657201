#include "net/probe.h"

#include <fmt/format.h>
#include <httplib.h>

#include <charconv>
#include <optional>
#include <string_view>

namespace krm::net {

namespace {

struct Url {
  std::string host;
  int port = 80;
  std::string path;
};

// httplib's own parser knows no IPv6 address with letters.
std::optional<Url> parse(std::string_view text) {
  constexpr std::string_view scheme = "http://";
  if (!text.starts_with(scheme)) return {};
  text.remove_prefix(scheme.size());
  const std::string_view authority = text.substr(0, text.find('/'));
  const std::string_view path = text.substr(authority.size());
  const auto host_end = authority.starts_with('[') ? authority.find(']') : authority.find(':');
  std::string_view host = authority.substr(0, host_end);
  std::string_view rest = authority.substr(host.size());
  if (host.starts_with('[')) {
    if (rest.empty()) return {};
    host.remove_prefix(1);
    rest.remove_prefix(1);
  }
  Url url{.host = std::string(host), .path = path.size() > 1 ? std::string(path) : "/readyz"};
  if (!rest.empty()) {
    rest.remove_prefix(1);
    const auto [end, error] = std::from_chars(rest.data(), rest.data() + rest.size(), url.port);
    if (error != std::errc{} || end != rest.data() + rest.size()) return {};
  }
  if (host.empty() || url.port < 1 || url.port > 65535) return {};
  return url;
}

}  // namespace

tl::expected<int, std::string> probe(const std::string& text) {
  const auto url = parse(text);
  if (!url) return tl::unexpected(fmt::format("{} is no http://HOST:PORT/PATH", text));
  httplib::Client client(url->host, url->port);
  client.set_connection_timeout(std::chrono::seconds(2));
  client.set_read_timeout(std::chrono::seconds(2));
  const auto result = client.Get(url->path);
  if (!result) {
    return tl::unexpected(
        fmt::format("{}: no answer ({})", text, httplib::to_string(result.error())));
  }
  return result->status;
}

}  // namespace krm::net

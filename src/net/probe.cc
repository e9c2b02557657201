#include "net/probe.h"

#include <fmt/format.h>
#include <httplib.h>

#include <optional>
#include <string_view>

#include "base/number.h"
#include "net/addresses.h"

namespace krm::net {

namespace {

struct Url {
  bool secure;
  std::string host;
  int port;
  std::string path;
};

// Parses a URL here, since httplib's own parser does not know IPv6 addresses with letters.
std::optional<Url> parse(std::string_view text) {
  constexpr std::string_view http = "http://";
  constexpr std::string_view https = "https://";
  const bool secure = text.starts_with(https);
  if (!secure && !text.starts_with(http)) return {};
  text.remove_prefix(secure ? https.size() : http.size());
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
  Url url{.secure = secure,
          .host = std::string(host),
          .port = secure ? 443 : 80,
          .path = path.size() > 1 ? std::string(path) : "/readyz"};
  if (!rest.empty()) {
    rest.remove_prefix(1);
    url.port = base::number_in<int>(rest).value_or(0);
  }
  if (host.empty() || url.port < 1 || url.port > 65535) return {};
  return url;
}

httplib::Result get(httplib::ClientImpl& client, const std::string& path) {
  client.set_connection_timeout(std::chrono::seconds(2));
  client.set_read_timeout(std::chrono::seconds(2));
  return client.Get(path);
}

httplib::Result get(const Url& url) {
  if (url.secure) {
    httplib::SSLClient client(url.host, url.port);
    client.enable_server_certificate_verification(false);
    return get(client, url.path);
  }
  httplib::ClientImpl client(url.host, url.port);
  return get(client, url.path);
}

}  // namespace

std::optional<bool> answers_on_loopback(const std::string& text) {
  const auto url = parse(text);
  if (!url || !is_loopback(url->host)) return std::nullopt;
  const auto result = get(*url);
  return result || result.error() != httplib::Error::Connection;
}

tl::expected<int, std::string> probe(const std::string& text) {
  const auto url = parse(text);
  if (!url) return tl::unexpected(fmt::format("{} is no http://HOST:PORT/PATH or https", text));
  const auto result = get(*url);
  if (!result) {
    return tl::unexpected(
        fmt::format("{}: no answer ({})", text, httplib::to_string(result.error())));
  }
  return result->status;
}

}  // namespace krm::net

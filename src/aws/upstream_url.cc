#include "aws/upstream_url.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/ascii.h"
#include "base/number.h"
#include "base/quoting.h"
#include "http/header.h"

namespace krm::aws {
namespace {

// The domains that the partitions of AWS put their services into, those of closed regions included.
constexpr std::array<std::string_view, 11> domains{"amazonaws.com",
                                                   "amazonaws.com.cn",
                                                   "amazonaws.eu",
                                                   "api.aws",
                                                   "on.aws",
                                                   "api.amazonwebservices.com.cn",
                                                   "api.amazonwebservices.eu",
                                                   "c2s.ic.gov",
                                                   "sc2s.sgov.gov",
                                                   "cloud.adc-e.uk",
                                                   "csp.hci.ic.gov"};

constexpr int http_port = 80;
constexpr int https_port = 443;

struct Authority {
  std::string_view host;
  std::string_view port;  // empty: none is given
  bool is_whole = false;
};

Authority split(std::string_view text) {
  Authority found;
  if (text.starts_with('[')) {
    const auto end = text.find(']');
    if (end == std::string_view::npos) return {};
    found.host = text.substr(1, end - 1);
    text.remove_prefix(end + 1);
  } else {
    found.host = text.substr(0, text.find(':'));
    text.remove_prefix(found.host.size());
  }
  found.is_whole = text.empty() || (text.starts_with(':') && text.size() > 1);
  if (!text.empty()) found.port = text.substr(1);
  return found;
}

bool can_be_host(std::string_view host) {
  return !host.empty() && std::ranges::all_of(host, [](char c) {
    return base::is_letter(c) || base::is_digit(c) ||
           std::string_view("-._:%").find(c) != std::string_view::npos;
  });
}

}  // namespace

bool is_host_of_aws(std::string_view host) {
  while (host.ends_with('.')) host.remove_suffix(1);
  return std::ranges::any_of(domains, [&](std::string_view domain) {
    if (host.size() < domain.size()) return false;
    const auto before = host.size() - domain.size();
    return http::iequals(host.substr(before), domain) && (before == 0 || host[before - 1] == '.');
  });
}

tl::expected<http::Upstream, std::string> read_upstream_url(std::string_view text) {
  if (text.find('@') != std::string_view::npos) {
    return tl::unexpected(std::string(
        "the URL names a user: leave it out, since credentials are those of each request"));
  }
  const auto refuse = [text](std::string_view why) {
    return tl::unexpected(fmt::format("{} {}", base::quoted(text), why));
  };
  constexpr std::string_view form =
      "is no URL of a server: write http://HOST:PORT or https://HOST:PORT";
  http::Upstream upstream;
  const auto colon = text.find("://");
  if (colon == std::string_view::npos) return refuse(form);
  if (http::iequals(text.substr(0, colon), "https")) {
    upstream.transport = http::Transport::https;
  } else if (!http::iequals(text.substr(0, colon), "http")) {
    return refuse(form);
  }
  std::string_view rest = text.substr(colon + 3);
  const auto end = rest.find_first_of("/?#");
  if (end != std::string_view::npos && rest.substr(end) != "/") {
    return refuse("has more than a host and a port: requests keep their own paths");
  }
  rest = rest.substr(0, end);
  const Authority authority = split(rest);
  if (!authority.is_whole || !can_be_host(authority.host)) return refuse(form);
  upstream.host = authority.host;
  upstream.port = upstream.transport == http::Transport::https ? https_port : http_port;
  if (!authority.port.empty()) {
    const auto port = base::number_in<int>(authority.port);
    if (!port || *port < 1 || *port > 65535) return refuse("has no port of 1 to 65535");
    upstream.port = *port;
  }
  if (is_host_of_aws(upstream.host)) {
    return refuse(
        "is a host of AWS: this is for work without a cloud account; name an emulator instead");
  }
  return upstream;
}

}  // namespace krm::aws

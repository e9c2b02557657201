#include "admin/guard.h"

#include <arpa/inet.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>

#include "base/ascii.h"
#include "base/quoting.h"
#include "base/secret.h"
#include "base/words.h"

namespace krm::admin {
namespace {

// Returns the host of "host:port" in lower case, without the brackets of an IPv6 address. Returns
// an empty text when that is not its form.
std::string host_in(std::string_view authority) {
  const auto bracket = authority.find(']');
  const bool in_brackets = authority.starts_with('[') && bracket != std::string_view::npos;
  const auto end = in_brackets ? bracket + 1 : std::min(authority.find(':'), authority.size());
  const std::string_view port = authority.substr(end);
  const bool is_port = port.empty() || (port.front() == ':' && port.size() <= 6 &&
                                        std::ranges::all_of(port.substr(1), base::is_digit));
  if (!is_port) return {};
  return base::lower_case(in_brackets ? authority.substr(1, bracket - 1)
                                      : authority.substr(0, end));
}

bool is_address(const std::string& host) {
  std::array<unsigned char, sizeof(in6_addr)> parsed{};
  return inet_pton(AF_INET, host.c_str(), parsed.data()) == 1 ||
         inet_pton(AF_INET6, host.c_str(), parsed.data()) == 1;
}

bool is_known(const std::string& host, const Access& access) {
  return host == "localhost" || host.ends_with(".localhost") || is_address(host) ||
         std::ranges::any_of(access.hosts, [&](const std::string& allowed) {
           return host == base::lower_case(allowed);
         });
}

// A browser leaves the port out where it is the usual one of the scheme.
bool is_same_origin(std::string_view origin, const http::HttpRequest& request) {
  const std::string own = fmt::format("{}://{}", base::word_of(request.transport),
                                      http::value_of(request.headers, "Host"));
  return http::iequals(origin, own);
}

// A browser says same-origin for a page of ours, and none when its user has typed the address.
bool names_another_site(std::string_view fetch_site) {
  return !fetch_site.empty() && fetch_site != "same-origin" && fetch_site != "none";
}

bool has_token(const http::HttpRequest& request, std::string_view token) {
  constexpr std::string_view scheme = "Bearer ";
  const std::string_view given = http::value_of(request.headers, "Authorization");
  return given.size() > scheme.size() && http::iequals(given.substr(0, scheme.size()), scheme) &&
         base::is_equal(given.substr(scheme.size()), token);
}

}  // namespace

std::optional<Reply> refuse_stranger(const http::HttpRequest& request, const Access& access) {
  const std::string host = host_in(http::value_of(request.headers, "Host"));
  if (!is_known(host, access)) {
    const std::string name = host.empty() ? "NAME" : base::escaped(base::shortened(host));
    return error(403, "HostNotAllowed",
                 fmt::format("Host is {}, which is neither loopback nor an address. If that name "
                             "is yours, serve with --allow-host {}.",
                             base::quoted(host), name));
  }
  const http::Header* origin = http::find(request.headers, "Origin");
  if ((origin != nullptr && !is_same_origin(origin->value, request)) ||
      names_another_site(http::value_of(request.headers, "Sec-Fetch-Site"))) {
    return error(403, "CrossSite", "A page of another site has sent this request.");
  }
  if (access.token.empty() || has_token(request, access.token)) return std::nullopt;
  Reply refusal =
      error(401, "Unauthorized",
            "The server runs with --admin-token; send \"Authorization: Bearer TOKEN\".");
  refusal.more = {{"WWW-Authenticate", "Bearer"}};
  return refusal;
}

}  // namespace krm::admin

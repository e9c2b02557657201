#include "net/tunnel.h"

#include <fmt/format.h>

#include <string_view>

#include "base/number.h"
#include "base/quoting.h"
#include "tls/server_names.h"

namespace krm::net {
namespace {

// Returns the host of `HOST:PORT` without brackets, or nothing when that is not its form.
std::optional<std::string> host_in(std::string_view authority) {
  const auto colon = authority.rfind(':');
  if (colon == std::string_view::npos) return {};
  const auto port = base::number_in<int>(authority.substr(colon + 1));
  if (!port || *port < 1 || *port > 65535) return {};
  std::string_view host = authority.substr(0, colon);
  const bool is_v6 = host.starts_with('[') && host.ends_with(']') && host.size() > 2;
  if (is_v6) host = host.substr(1, host.size() - 2);
  const char* const never = is_v6 ? "[]" : "[]:";
  if (!is_v6 && host.ends_with('.')) host.remove_suffix(1);  // the root of DNS
  if (host.empty() || host.find_first_of(never) != std::string_view::npos) return {};
  return std::string(host);
}

bool stands_in_for(const std::string& host, tls::Identity& identity) {
  if (!tls::ServerNames().add(host)) return false;
  identity.context();  // the names are those of what is shown, so that has to be there
  return identity.what_lacks_for(host).empty();
}

}  // namespace

std::optional<NoTunnel> why_no_tunnel(const http::HttpRequest& connect,
                                      const Encryption& encryption, bool is_tunnelled) {
  if (connect.transport == http::Transport::https) {
    return NoTunnel{403,
                    "kms-random-mock is a proxy at its plain port only: give the client an http:// "
                    "proxy URL"};
  }
  if (is_tunnelled) return NoTunnel{403, "kms-random-mock takes one CONNECT a connection"};
  if (encryption.tls == Encryption::Tls::off) {
    return NoTunnel{403, "kms-random-mock is no proxy while its TLS is off (--tls off)"};
  }
  const auto host = host_in(connect.target);
  if (!host) return NoTunnel{400, "CONNECT needs HOST:PORT"};
  if (!connect.body.empty()) return NoTunnel{400, "CONNECT takes no body"};
  if (stands_in_for(*host, *encryption.identity)) return {};
  return NoTunnel{403,
                  fmt::format("kms-random-mock is no open proxy: it stands in for the names of its "
                              "certificate only, and {} is none (NO_PROXY leaves it out, "
                              "--tls-san takes it in)",
                              base::quoted(*host))};
}

}  // namespace krm::net

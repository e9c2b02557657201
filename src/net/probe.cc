#include "net/probe.h"

#include <fmt/format.h>
#include <httplib.h>

namespace krm::net {

tl::expected<int, std::string> probe(const std::string& url) {
  constexpr std::string_view scheme = "http://";
  if (!url.starts_with(scheme)) return tl::unexpected(fmt::format("{}: not an http:// URL", url));
  const auto path_at = std::min(url.find('/', scheme.size()), url.size());
  const std::string origin = url.substr(0, path_at);
  const std::string path = url.size() - path_at > 1 ? url.substr(path_at) : "/readyz";
  httplib::Client client(origin);
  if (!client.is_valid()) return tl::unexpected(fmt::format("{}: not a URL", url));
  client.set_connection_timeout(std::chrono::seconds(2));
  client.set_read_timeout(std::chrono::seconds(2));
  const auto result = client.Get(path);
  if (!result) {
    return tl::unexpected(
        fmt::format("{}{}: no answer ({})", origin, path, httplib::to_string(result.error())));
  }
  return result->status;
}

}  // namespace krm::net

#include "cli/upstream.h"

#include <fmt/format.h>

#include <algorithm>

#include "net/addresses.h"
#include "tls/client_context.h"

namespace krm::cli {
namespace {

// Who connects to 0.0.0.0 or :: comes to the loopback interface.
bool includes_loopback(std::string_view host) {
  return net::is_loopback(host) || host == "0.0.0.0" || host == "::";
}

// Says so only where it is certain. What leads back by another name is found by its Via.
bool is_this_server(const http::Upstream& upstream, const Options& options) {
  if (upstream.port != options.port) return false;
  return std::ranges::any_of(options.hosts(), [&](const std::string& host) {
    return upstream.host == host || (includes_loopback(host) && includes_loopback(upstream.host));
  });
}

}  // namespace

std::string upstream_mistake(const Options& options, const scenario::Scenario& scenario) {
  const auto& upstream =
      options.overrides.upstream ? options.overrides.upstream : scenario.upstream;
  if (!upstream) return {};
  if (is_this_server(*upstream, options)) {
    return fmt::format("the upstream {} is this server itself; give one of them another port",
                       upstream->url());
  }
  if (upstream->transport != http::Transport::https) return {};
  const auto context = tls::ClientContext::that_trusts(options.overrides.upstream_authority_file);
  return context ? std::string() : context.error();
}

}  // namespace krm::cli

#include "cli/upstream.h"

#include <fmt/format.h>

#include <algorithm>

#include "tls/client_context.h"

namespace krm::cli {
namespace {

bool is_loopback(std::string_view host) {
  return host == "localhost" || host == "::1" || host.starts_with("127.");
}

// Says so only where it is certain. What leads back by another name is found by its Via.
bool is_this_server(const http::Upstream& upstream, const Options& options) {
  if (upstream.port != options.port) return false;
  return std::ranges::any_of(options.hosts(), [&](const std::string& host) {
    const bool takes_loopback = is_loopback(host) || host == "0.0.0.0" || host == "::";
    return upstream.host == host || (takes_loopback && is_loopback(upstream.host));
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

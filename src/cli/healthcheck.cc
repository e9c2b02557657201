#include <fmt/format.h>

#include <cstdio>
#include <string>

#include "cli/commands.h"
#include "cli/endpoint.h"
#include "cli/ready_file.h"
#include "net/probe.h"

namespace krm::cli {
namespace {

// The argument, else what the server's ready file says; empty when neither says anything.
std::string given_url(const Options& options) {
  if (!options.arguments.empty()) return options.arguments.front();
  return options.ready_file.empty() ? "" : read_ready_file(options.ready_file);
}

}  // namespace

int healthcheck(const Options& options) {
  std::string url = given_url(options);
  const bool where_the_flags_say = url.empty();
  if (where_the_flags_say) url = client_url(options.tls, options.host, options.port);
  auto status = net::probe(url);
  // So answers a server that speaks HTTPS alone, which those flags may not say.
  if (where_the_flags_say && options.tls == Tls::automatic && status == 400) {
    url = client_url(Tls::require, options.host, options.port);
    status = net::probe(url);
  }
  if (!status) {
    fmt::print(stderr, "error: {}\n", status.error());
    return 1;
  }
  if (*status != 200) {
    fmt::print(stderr, "error: {}: not ready, status {}\n", url, *status);
    return 1;
  }
  return 0;
}

}  // namespace krm::cli

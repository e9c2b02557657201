#include <fmt/format.h>

#include <cstdio>
#include <string>

#include "cli/commands.h"
#include "cli/endpoint.h"
#include "cli/ready_file.h"
#include "net/probe.h"

namespace krm::cli {
namespace {

// Returns the argument, else what the server's ready file says, else where the flags put the
// server.
std::string where(const Options& options) {
  if (!options.arguments.empty()) return options.arguments.front();
  if (!options.ready_file.empty()) {
    if (std::string url = read_ready_file(options.ready_file); !url.empty()) return url;
  }
  return client_url(options.tls, options.hosts().front(), options.port);
}

}  // namespace

int healthcheck(const Options& options) {
  std::string url = where(options);
  auto status = net::probe(url);
  // A server that speaks only HTTPS answers 400 to HTTP.
  if (status == 400 && secured(url) != url) {
    url = secured(url);
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

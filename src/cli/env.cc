#include <fmt/format.h>

#include <cstdio>
#include <string>
#include <utility>

#include "cli/certificates.h"
#include "cli/client_environment.h"
#include "cli/commands.h"
#include "cli/endpoint.h"
#include "cli/ready_file.h"

namespace krm::cli {
namespace {

// Returns the URL of a server that is ready, or that the flags describe; empty when neither says
// where it is. When HTTPS is required it replaces HTTP, which the ready file names for a server of
// both.
std::string server_url(const Options& options) {
  if (options.ready_file.empty()) {
    return options.port == 0 ? "" : client_url(options.tls, options.hosts().front(), options.port);
  }
  std::string url = read_ready_file(options.ready_file);
  return options.tls == Tls::require ? secured(std::move(url)) : url;
}

// Quotes the text as one word for a POSIX shell, whatever it is.
std::string quoted_word(std::string_view text) {
  std::string word = "'";
  for (const char c : text) word += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return word + '\'';
}

}  // namespace

int env(const Options& options, const Environment& environment) {
  if (const auto mistake = certificate_mistake(options); !mistake.empty()) {
    fmt::print(stderr, "error: {}\n", mistake);
    return 2;
  }
  if (options.proxy && options.tls != Tls::automatic) {
    fmt::print(stderr, "error: a proxy speaks HTTP first and TLS within it; leave --tls out\n");
    return 2;
  }
  const std::string url = server_url(options);
  if (url.empty()) {
    fmt::print(stderr, "error: {}\n",
               options.ready_file.empty()
                   ? "port 0 says nothing about where the server is; name its --ready-file"
                   : fmt::format("no server is ready: cannot read {}", options.ready_file));
    return 1;
  }
  const std::string key = options.key == "fresh" ? fresh_key()
                          : options.key.empty()  ? std::string(default_key)
                                                 : options.key;
  const auto make = options.proxy ? proxy_environment : client_environment;
  const auto variables =
      make(url, {.id = key}, options.overrides.region.value_or("us-east-1"), options, environment);
  if (!variables) {
    fmt::print(stderr, "error: {}\n", variables.error());
    return 1;
  }
  std::string lines;
  for (const auto& [name, value] : *variables) {
    lines += value ? fmt::format("export {}={}\n", name, quoted_word(*value))
                   : fmt::format("unset {}\n", name);
  }
  // Last, for whoever leaves the quotes of eval out: a comment ends the one line that is left.
  lines +=
      fmt::format("# The tenant is {}; --key ID names another, --key fresh one of its own.\n", key);
  fmt::print("{}", lines);
  return 0;
}

}  // namespace krm::cli

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdio>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

#include "base/clock.h"
#include "base/entropy.h"
#include "base/log.h"
#include "cli/certificates.h"
#include "cli/commands.h"
#include "cli/endpoint.h"
#include "cli/ready_file.h"

namespace krm::cli {
namespace {

using std::string_view_literals::operator""sv;

// Quotes the text as one word for a POSIX shell.
std::string shell_word(std::string_view text) {
  std::string word = "'";
  for (const char c : text) word += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return word + '\'';
}

// Returns the host of a URL that url_of() made.
std::string_view host_of(std::string_view url) {
  url.remove_prefix(std::min(url.find("://") + 3, url.size()));
  const bool v6 = url.starts_with('[');
  if (v6) url.remove_prefix(1);
  return url.substr(0, v6 ? url.find(']') : url.find_first_of(":/"));
}

bool lists(std::string_view list, std::string_view host) {
  return fmt::format(",{},", list).find(fmt::format(",{},", host)) != std::string::npos;
}

// Returns what `variable` exempts from proxies, the loopback names, and `server`. Reads `other`
// when `variable` is not set. Keeps a list that exempts everything as it is.
std::string no_proxy(const Environment& environment, std::string_view variable,
                     std::string_view other, std::string_view server) {
  std::string value = value_of(environment, variable);
  if (value.empty()) value = value_of(environment, other);
  if (value == "*") return value;
  for (const std::string_view host : {server, "localhost"sv, "127.0.0.1"sv, "::1"sv}) {
    if (!lists(value, host)) value = fmt::format("{}{}{}", host, value.empty() ? "" : ",", value);
  }
  return value;
}

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

// Returns an access key ID in the form of AWS, which nobody else has.
std::string fresh_key() {
  constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  std::array<std::uint8_t, 16> random{};
  if (!base::SodiumEntropy::initialise())
    throw std::runtime_error("libsodium cannot be initialised");
  if (!base::SodiumEntropy().fill(random)) throw std::runtime_error("there are no random bytes");
  std::string key = "AKIA";
  for (const std::uint8_t byte : random) key += alphabet[byte % alphabet.size()];
  return key;
}

struct Trust {
  std::string authority;  // a file with the authority of this machine only
  std::string bundle;     // also with what was trusted before; same file if nothing was
};

// Makes the authority if there is none yet.
tl::expected<Trust, std::string> trust(const Options& options, const Environment& environment) {
  const base::SystemClock clock;
  const base::Log log(STDERR_FILENO, options.log_format, base::Level::warning, clock);
  auto directory = certificate_directory(options, environment, log);
  directory.ensure_authority(clock.wall());
  if (!directory.why_not_kept().empty()) {
    return tl::unexpected("no authority can be kept (--tls-dir names a place for it): " +
                          directory.why_not_kept());
  }
  const std::string authority = directory.trust_file();
  auto bundle = write_bundle(authority, environment);
  if (!bundle) return tl::unexpected(bundle.error());
  return Trust{authority, std::move(*bundle)};
}

}  // namespace

int env(const Options& options, const Environment& environment) {
  if (const auto mistake = certificate_mistake(options); !mistake.empty()) {
    fmt::print(stderr, "error: {}\n", mistake);
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
  const std::string key = options.key == "fresh" ? fresh_key() : options.key;
  std::string lines;
  const auto export_line = [&lines](std::string_view name, std::string_view value) {
    lines += fmt::format("export {}={}\n", name, shell_word(value));
  };
  export_line("AWS_ENDPOINT_URL_KMS", url);
  export_line("AWS_ACCESS_KEY_ID", key);
  export_line("AWS_SECRET_ACCESS_KEY", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY");
  const std::string region = options.overrides.region.value_or("us-east-1");
  export_line("AWS_REGION", region);
  export_line("AWS_DEFAULT_REGION", region);
  export_line("NO_PROXY", no_proxy(environment, "NO_PROXY", "no_proxy", host_of(url)));
  export_line("no_proxy", no_proxy(environment, "no_proxy", "NO_PROXY", host_of(url)));
  // False and not unset: a config file may say true.
  for (const auto* name : {"AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "AWS_USE_FIPS_ENDPOINT",
                           "AWS_USE_DUALSTACK_ENDPOINT"}) {
    export_line(name, "false");
  }
  for (const auto* name :
       {"AWS_PROFILE", "AWS_DEFAULT_PROFILE", "AWS_SESSION_TOKEN", "AWS_CREDENTIAL_EXPIRATION"}) {
    lines += fmt::format("unset {}\n", name);
  }
  if (url.starts_with("https://") && !has_own_certificate(options)) {
    const auto trusted = trust(options, environment);
    if (!trusted) {
      fmt::print(stderr, "error: {}\n", trusted.error());
      return 1;
    }
    export_line("NODE_EXTRA_CA_CERTS", trusted->authority);
    export_line("AWS_CA_BUNDLE", trusted->bundle);
    // These are for every program of the shell, so they must not trust less than before.
    if (trusted->bundle != trusted->authority) {
      for (const auto* name : {"SSL_CERT_FILE", "CURL_CA_BUNDLE", "REQUESTS_CA_BUNDLE"}) {
        export_line(name, trusted->bundle);
      }
    }
  }
  // Last, for whoever leaves the quotes of eval out: a comment ends the one line that is left.
  lines +=
      fmt::format("# The tenant is {}; --key ID names another, --key fresh one of its own.\n", key);
  fmt::print("{}", lines);
  return 0;
}

}  // namespace krm::cli

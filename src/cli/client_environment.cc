#include "cli/client_environment.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <stdexcept>
#include <string_view>
#include <utility>

#include "aws/endpoints.h"
#include "base/ascii.h"
#include "base/clock.h"
#include "base/entropy.h"
#include "base/log.h"
#include "base/quoting.h"
#include "base/utf8.h"
#include "cli/certificates.h"
#include "http/header.h"

namespace krm::cli {
namespace {

using std::string_view_literals::operator""sv;

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

// Returns whether an entry of NO_PROXY is about a name of KMS: it is one, or a domain of one.
// Behind a star it may be any end of one.
bool exempts_kms(std::string_view entry) {
  if (entry == "*") return true;
  entry = entry.substr(0, entry.find(':'));
  while (entry.ends_with('.')) entry.remove_suffix(1);
  const bool is_any_end = entry.starts_with('*');
  if (is_any_end) entry.remove_prefix(1);
  if (entry.starts_with('.')) entry.remove_prefix(1);
  return !entry.empty() && std::ranges::any_of(aws::kms_hosts(), [&](const std::string& host) {
    const auto before = host.size() - std::min(entry.size(), host.size());
    return http::iequals(std::string_view(host).substr(before), entry) &&
           (is_any_end || before == 0 || host[before - 1] == '.');
  });
}

Environment without_exceptions_for_kms(Environment environment) {
  for (const auto* name : {"NO_PROXY", "no_proxy"}) {
    const auto found = environment.find(name);
    if (found == environment.end()) continue;
    std::string kept;
    std::string_view left = found->second;
    while (!left.empty()) {
      const std::string_view entry = left.substr(0, left.find_first_of(", \t"));  // as curl does
      left.remove_prefix(std::min(entry.size() + 1, left.size()));
      if (entry.empty()) continue;
      if (exempts_kms(entry)) {
        fmt::print(stderr, "note: {} loses {}, which would lead KMS around the proxy\n", name,
                   base::quoted(entry));
      } else {
        kept += fmt::format("{}{}", kept.empty() ? "" : ",", entry);
      }
    }
    found->second = kept;
  }
  return environment;
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

// Bash and its relatives know $'...', in which nothing odd has to stand as it is.
std::string bytes_as_word(std::string_view text) {
  std::string word = "$'";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '\\' || c == '\'') {
      word += fmt::format("\\{}", c);
    } else {
      word += byte < 0x20 || byte >= 0x7f ? fmt::format("\\x{:02x}", byte) : std::string(1, c);
    }
  }
  return word + '\'';
}

}  // namespace

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

std::string shell_word(std::string_view text) {
  const auto is_odd = [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; };
  if (std::ranges::any_of(text, is_odd) || base::first_invalid_utf8(text)) {
    return bytes_as_word(text);
  }
  const bool is_plain = !text.empty() && std::ranges::all_of(text, [](char c) {
    return base::is_letter(c) || base::is_digit(c) ||
           "-_./:=,+@%"sv.find(c) != std::string_view::npos;
  });
  if (is_plain) return std::string(text);
  std::string word = "'";
  for (const char c : text) word += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return word + '\'';
}

namespace {

using Variables = std::vector<Variable>;

// What every client of the server at `url` needs, whichever way it goes there.
void add_common(Variables& variables, const std::string& url, const ClientKey& key,
                const std::string& region, const Environment& environment) {
  variables.insert(variables.end(),
                   {{"AWS_ACCESS_KEY_ID", key.id},
                    {"AWS_SECRET_ACCESS_KEY", key.secret},
                    {"AWS_REGION", region},
                    {"AWS_DEFAULT_REGION", region},
                    {"NO_PROXY", no_proxy(environment, "NO_PROXY", "no_proxy", host_of(url))},
                    {"no_proxy", no_proxy(environment, "no_proxy", "NO_PROXY", host_of(url))}});
  // False and not unset: a config file may say true.
  for (const auto* name : {"AWS_USE_FIPS_ENDPOINT", "AWS_USE_DUALSTACK_ENDPOINT"}) {
    variables.push_back({name, "false"});
  }
  for (const auto* name : {"AWS_PROFILE", "AWS_DEFAULT_PROFILE"}) variables.push_back({name, {}});
  variables.push_back({"AWS_SESSION_TOKEN", key.session_token});
  variables.push_back({"AWS_CREDENTIAL_EXPIRATION", {}});
}

// Makes clients trust the authority of this machine.
tl::expected<void, std::string> add_trust(Variables& variables, const Options& options,
                                          const Environment& environment) {
  const auto trusted = trust(options, environment);
  if (!trusted) return tl::unexpected(trusted.error());
  variables.push_back({"NODE_EXTRA_CA_CERTS", trusted->authority});
  variables.push_back({"AWS_CA_BUNDLE", trusted->bundle});
  // These are for every program of the shell, so they must not trust less than before.
  if (trusted->bundle != trusted->authority) {
    for (const auto* name : {"SSL_CERT_FILE", "CURL_CA_BUNDLE", "REQUESTS_CA_BUNDLE"}) {
      variables.push_back({name, trusted->bundle});
    }
  }
  return {};
}

}  // namespace

tl::expected<Variables, std::string> client_environment(const std::string& url,
                                                        const ClientKey& key,
                                                        const std::string& region,
                                                        const Options& options,
                                                        const Environment& environment) {
  Variables variables{{"AWS_ENDPOINT_URL_KMS", url},
                      {"AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "false"}};
  add_common(variables, url, key, region, environment);
  if (!url.starts_with("https://") || has_own_certificate(options)) return variables;
  return add_trust(variables, options, environment).map([&] { return std::move(variables); });
}

tl::expected<Variables, std::string> proxy_environment(const std::string& url, const ClientKey& key,
                                                       const std::string& region,
                                                       const Options& options,
                                                       const Environment& environment) {
  Variables variables{{"HTTPS_PROXY", url}, {"https_proxy", url}};
  for (const auto* name : {"AWS_ENDPOINT_URL_KMS", "AWS_ENDPOINT_URL"}) {
    variables.push_back({name, {}});
  }
  // A config file may name an endpoint, and a list of exceptions KMS. Both lead around the proxy.
  variables.push_back({"AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "true"});
  add_common(variables, url, key, region, without_exceptions_for_kms(environment));
  if (has_own_certificate(options)) return variables;
  return add_trust(variables, options, environment).map([&] { return std::move(variables); });
}

}  // namespace krm::cli

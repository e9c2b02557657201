#include "cli/certificates.h"

#include <fmt/format.h>

#include <filesystem>
#include <system_error>

#include "base/file.h"
#include "tls/server_names.h"

namespace krm::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t longest_bundle = std::size_t{4} << 20;

std::string value_of(const Environment& environment, std::string_view variable) {
  const auto found = environment.find(variable);
  return found == environment.end() ? "" : found->second;
}

// Empty when the environment has no home for it. A relative path is to be ignored, says the
// specification.
std::string state_directory(const Environment& environment) {
  const fs::path state = value_of(environment, "XDG_STATE_HOME");
  if (state.is_absolute()) return state / "kms-random-mock";
  const fs::path home = value_of(environment, "HOME");
  return home.is_absolute() ? home / ".local/state/kms-random-mock" : fs::path();
}

}  // namespace

std::string certificate_mistake(const Options& options) {
  if (options.tls_cert.empty() == options.tls_key.empty()) return {};
  const bool lacks_key = options.tls_key.empty();
  return fmt::format("{} needs {}", lacks_key ? "--tls-cert" : "--tls-key",
                     lacks_key ? "--tls-key" : "--tls-cert");
}

tls::CertificateDirectory certificate_directory(const Options& options,
                                                const Environment& environment,
                                                const base::Log& log) {
  auto names = tls::names_of_server(options.host, options.tls_san).value();
  // Absolute: a shell that is told of it goes elsewhere.
  auto directory = options.tls_dir.empty() ? state_directory(environment)
                                           : fs::absolute(options.tls_dir).string();
  return {std::move(directory), std::move(names), log};
}

std::unique_ptr<tls::Identity> identity(const Options& options, const Environment& environment,
                                        const base::Clock& clock, const base::Log& log) {
  if (has_own_certificate(options)) {
    return std::make_unique<tls::Identity>(tls::GivenFiles{options.tls_cert, options.tls_key},
                                           clock, log);
  }
  return std::make_unique<tls::Identity>(certificate_directory(options, environment, log), clock,
                                         log);
}

tl::expected<std::string, std::string> write_bundle(const std::string& trust_file,
                                                    const Environment& environment) {
  const std::string bundle = (fs::path(trust_file).parent_path() / "bundle.pem").string();
  std::string trusted;
  for (const std::string& path :
       {value_of(environment, "AWS_CA_BUNDLE"), value_of(environment, "SSL_CERT_FILE"),
        std::string("/etc/ssl/certs/ca-certificates.crt"),  // Debian, Alpine
        std::string("/etc/pki/tls/certs/ca-bundle.crt"),    // Fedora, Amazon Linux
        std::string("/etc/ssl/ca-bundle.pem"),              // SUSE
        std::string("/etc/ssl/cert.pem")}) {                // BSD, macOS
    if (path.empty() || path == bundle) continue;
    if (auto text = base::read_file(path, longest_bundle)) {
      trusted = std::move(*text);
      break;
    }
  }
  if (!trusted.empty() && trusted.back() != '\n') trusted += '\n';
  trusted += base::read_file(trust_file, longest_bundle).value_or("");
  if (const auto written = base::write_file(bundle, trusted, 0644); !written) {
    return tl::unexpected(fmt::format("cannot write {}: {}", bundle,
                                      std::generic_category().message(written.error())));
  }
  return bundle;
}

}  // namespace krm::cli

#include "cli/certificates.h"

#include <fmt/format.h>

#include <filesystem>

#include "aws/endpoints.h"
#include "base/file.h"
#include "cli/state_directory.h"
#include "tls/server_names.h"
#include "tls/trust_bundle.h"

namespace krm::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t longest_bundle = std::size_t{4} << 20;

// Returns what was trusted until now. Takes it from the first file that can be read and has
// anything from others.
std::string trusted_before(const Environment& environment) {
  for (const std::string& path :
       {value_of(environment, "AWS_CA_BUNDLE"), value_of(environment, "SSL_CERT_FILE"),
        std::string("/etc/ssl/certs/ca-certificates.crt"),  // Debian, Alpine
        std::string("/etc/pki/tls/certs/ca-bundle.crt"),    // Fedora, Amazon Linux
        std::string("/etc/ssl/ca-bundle.pem"),              // SUSE
        std::string("/etc/ssl/cert.pem")}) {                // BSD, macOS
    if (path.empty()) continue;
    const auto text = base::read_file(path, longest_bundle);
    if (!text) continue;
    if (const auto trusted = tls::trusted_before(*text); !trusted.empty())
      return std::string(trusted);
  }
  return {};
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
  std::string path =
      options.tls_dir.empty() ? state_directory(environment) : absolute(options.tls_dir);
  tls::ServerNames others = options.tls_san;
  for (const std::string& name : aws::kms_hosts()) others.add(name);
  return {std::move(path), tls::names_of_server(options.hosts(), others), log};
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
  const std::string path = (fs::path(trust_file).parent_path() / tls::bundle_name).string();
  const std::string trusted = trusted_before(environment);
  if (trusted.empty()) return trust_file;
  const std::string authority = base::read_file(trust_file, longest_bundle).value_or("");
  if (const auto written = base::write_file(path, tls::bundle(trusted, authority), 0644);
      !written) {
    return tl::unexpected(
        fmt::format("cannot write {}: {}", path, base::in_words(written.error())));
  }
  return path;
}

}  // namespace krm::cli

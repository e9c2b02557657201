#include "tls/identity.h"

#include <fmt/format.h>
#include <openssl/x509v3.h>

#include <algorithm>
#include <utility>

#include "base/file.h"
#include "crypto/failure.h"
#include "tls/authority.h"

namespace krm::tls {
namespace {

using base::Level;

constexpr std::size_t longest_given_file = std::size_t{1} << 20;

tl::expected<std::string, std::string> read(const std::string& path) {
  auto text = base::read_file(path, longest_given_file);
  if (text) return std::move(*text);
  return tl::unexpected(fmt::format("cannot read {}: {}", path, base::in_words(text.error())));
}

}  // namespace

tl::expected<void, std::string> Identity::load() {
  const std::lock_guard lock(mutex_);
  return load_all();
}

tl::expected<void, std::string> Identity::load_all() {
  if (const auto* files = std::get_if<GivenFiles>(&source_)) return load_given(*files);
  show_issued(std::get<CertificateDirectory>(source_));
  return {};
}

tl::expected<void, std::string> Identity::reload() {
  const std::lock_guard lock(mutex_);
  try {
    return !shown_.empty() ? load_all() : tl::expected<void, std::string>();
  } catch (const crypto::Broken& broken) {
    return tl::unexpected(std::string(broken.what()));
  }
}

std::string Identity::whom_to_trust() const {
  const std::lock_guard lock(mutex_);
  if (const auto* files = std::get_if<GivenFiles>(&source_)) {
    return fmt::format("whoever signed {}", files->certificates);
  }
  const auto& directory = std::get<CertificateDirectory>(source_);
  return directory.why_not_kept().empty()
             ? directory.trust_file()
             : "the authority, once --tls-dir names a directory that can be written";
}

std::string Identity::what_lacks_for(const std::string& name) const {
  if (name.empty() || ServerNames().add(name) == false) return {};
  const std::lock_guard lock(mutex_);
  const bool is_for_it = std::ranges::any_of(shown_, [&](const crypto::CertifiedKey& one) {
    return X509_check_host(one.certificate.get(), name.data(), name.size(),
                           X509_CHECK_FLAG_NEVER_CHECK_SUBJECT, nullptr) == 1 ||
           X509_check_ip_asc(one.certificate.get(), name.c_str(), 0) == 1;
  });
  if (is_for_it) return {};
  const auto* files = std::get_if<GivenFiles>(&source_);
  return files != nullptr ? fmt::format("the client asked for {}, which {} is not for", name,
                                        files->certificates)
                          : fmt::format(
                                "the client asked for {0}, which the certificate is not for; "
                                "--tls-san {0} adds it",
                                name);
}

std::shared_ptr<const Context> Identity::context() {
  const std::lock_guard lock(mutex_);
  if (auto* directory = std::get_if<CertificateDirectory>(&source_)) {
    const auto now = clock_.wall();
    const bool good = !shown_.empty() && std::ranges::all_of(shown_, [&](const auto& one) {
      return one.holds(now, now + Authority::renewal);
    });
    if (!good) show_issued(*directory);
  }
  return context_;
}

void Identity::show_issued(CertificateDirectory& directory) {
  using For = CertificateDirectory::For;
  const auto now = clock_.wall();
  std::vector<crypto::CertifiedKey> shown;
  for (const For client : {For::anyone, For::by_name}) {
    shown.push_back(directory.certificate(now, client));
  }
  context_ = std::make_shared<const Context>(shown[0], shown[1]);
  shown_ = std::move(shown);
  if (directory.why_not_kept().empty() || std::exchange(warned_, true)) return;
  log_.say(Level::warning,
           "no authority can be kept, so no client can know that of this server beforehand "
           "(--tls-dir names a place for it): {}",
           directory.why_not_kept());
}

tl::expected<void, std::string> Identity::load_given(const GivenFiles& files) {
  const auto certificates = read(files.certificates);
  if (!certificates) return tl::unexpected(certificates.error());
  const auto key_text = read(files.key);
  if (!key_text) return tl::unexpected(key_text.error());
  const auto what = fmt::format("certificate {} with key {}", files.certificates, files.key);
  auto key = crypto::read_certified_key(*certificates, *key_text);
  if (!key) return tl::unexpected(fmt::format("{}: {}", what, key.error()));
  const auto now = clock_.wall();
  if (!key->holds(now, now)) {
    log_.say(Level::warning, "{} is not valid now: clients will refuse it", files.certificates);
  }
  try {
    context_ = std::make_shared<const Context>(*key);
    shown_.clear();
    shown_.push_back(std::move(*key));
  } catch (const crypto::Broken& broken) {
    return tl::unexpected(fmt::format("{}: {}", what, broken.what()));
  }
  return {};
}

}  // namespace krm::tls

#include "crypto/certification_path.h"

#include <fmt/format.h>
#include <openssl/x509v3.h>

#include <algorithm>
#include <utility>

#include "crypto/certificate.h"
#include "crypto/failure.h"

namespace krm::crypto {
namespace {

bool signs(X509& certificate) {
  const std::uint32_t flags = X509_get_extension_flags(&certificate);
  return (flags & EXFLAG_KUSAGE) != 0 &&
         (X509_get_key_usage(&certificate) & KU_DIGITAL_SIGNATURE) != 0;
}

bool is_authority(X509& certificate) {
  return (X509_get_extension_flags(&certificate) & EXFLAG_CA) != 0;
}

void push(STACK_OF(X509) & stack, Owned<X509> certificate) {
  require(sk_X509_push(&stack, certificate.get()) > 0, "keep a certificate");
  static_cast<void>(certificate.release());
}

}  // namespace

tl::expected<void, std::string> TrustAnchors::add_pem(std::string_view text) {
  auto read = read_certificates(text);
  if (!read) return tl::unexpected(std::move(read).error());
  for (auto& certificate : *read) certificates_.push_back(std::move(certificate));
  make_store();
  return {};
}

void TrustAnchors::add(Owned<X509> certificate) {
  certificates_.push_back(std::move(certificate));
  make_store();
}

void TrustAnchors::add(const TrustAnchors& others) {
  certificates_.insert(certificates_.end(), others.certificates_.begin(),
                       others.certificates_.end());
  make_store();
}

bool TrustAnchors::operator==(const TrustAnchors& other) const {
  return std::ranges::equal(certificates_, other.certificates_, [](const auto& a, const auto& b) {
    return X509_cmp(a.get(), b.get()) == 0;
  });
}

void TrustAnchors::make_store() {
  Owned<X509_STORE> store(X509_STORE_new());
  require(store != nullptr, "keep certificates");
  for (const auto& certificate : certificates_) {
    require(X509_STORE_add_cert(store.get(), certificate.get()) == 1, "trust a certificate");
  }
  store_ = std::move(store);
}

std::string path_mistake(X509& end, std::span<const base::ByteView> others,
                         const TrustAnchors& anchors, base::WallTime at) {
  const Owned<STACK_OF(X509)> untrusted(sk_X509_new_null());
  require(untrusted != nullptr, "keep certificates");
  for (std::size_t i = 0; i < others.size(); ++i) {
    auto certificate = read_certificate(others[i]);
    if (!certificate) return fmt::format("a cabundle whose item {} cannot be read", i);
    push(*untrusted, std::move(certificate));
  }
  const Owned<X509_STORE_CTX> context(X509_STORE_CTX_new());
  require(context != nullptr &&
              X509_STORE_CTX_init(context.get(), anchors.store(), &end, untrusted.get()) == 1,
          "verify a certificate");
  X509_VERIFY_PARAM* terms = X509_STORE_CTX_get0_param(context.get());
  X509_VERIFY_PARAM_set_time(terms, std::chrono::system_clock::to_time_t(at));
  X509_VERIFY_PARAM_set_auth_level(terms, 2);
  X509_VERIFY_PARAM_set_flags(terms, X509_V_FLAG_PARTIAL_CHAIN);  // an anchor need not be a root
  const bool verified = X509_verify_cert(context.get()) == 1;
  take_failure();
  if (!verified) {
    return fmt::format("certificates that do not lead to a root that is trusted: {}, at depth {}",
                       X509_verify_cert_error_string(X509_STORE_CTX_get_error(context.get())),
                       X509_STORE_CTX_get_error_depth(context.get()));
  }
  if (is_authority(end)) return "a certificate of an authority, which may not sign";
  if (!signs(end)) return "a certificate without the key usage digitalSignature";
  return {};
}

}  // namespace krm::crypto

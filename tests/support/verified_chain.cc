#include "tests/support/verified_chain.h"

#include <openssl/x509_vfy.h>
#include <openssl/x509v3.h>

#include <chrono>

#include "crypto/failure.h"
#include "crypto/owned.h"

namespace krm::test {

using crypto::Owned;

namespace {

Owned<X509> read_der(const base::Bytes& der) {
  const std::uint8_t* position = der.data();
  Owned<X509> certificate(d2i_X509(nullptr, &position, static_cast<long>(der.size())));
  crypto::require(certificate && position == der.data() + der.size(), "read a certificate");
  return certificate;
}

}  // namespace

crypto::CertifiedKey chain_in(const CborItem& payload) {
  crypto::CertifiedKey leaf{nullptr, read_der(payload["certificate"].content), {}};
  for (const CborItem& item : payload["cabundle"].items) {
    leaf.chain.insert(leaf.chain.begin(), read_der(item.content));
  }
  return leaf;
}

std::string verdict_on_chain(const crypto::CertifiedKey& root, const crypto::CertifiedKey& leaf,
                             base::WallTime at) {
  const Owned<X509_STORE> trust(X509_STORE_new());
  const Owned<X509_STORE_CTX> context(X509_STORE_CTX_new());
  const Owned<STACK_OF(X509)> chain(sk_X509_new_null());
  for (const auto& issuer : leaf.chain) {
    sk_X509_push(chain.get(), crypto::share(*issuer).release());
  }
  crypto::require(
      trust && context && chain && X509_STORE_add_cert(trust.get(), root.certificate.get()) == 1 &&
          X509_STORE_CTX_init(context.get(), trust.get(), leaf.certificate.get(), chain.get()) == 1,
      "begin to verify");
  X509_VERIFY_PARAM* wanted = X509_STORE_CTX_get0_param(context.get());
  X509_VERIFY_PARAM_set_flags(wanted, X509_V_FLAG_X509_STRICT);
  X509_VERIFY_PARAM_set_time(wanted, std::chrono::system_clock::to_time_t(at));
  const int verified = X509_verify_cert(context.get());
  crypto::take_failure();
  const int error = X509_STORE_CTX_get_error(context.get());
  return verified == 1 ? "ok" : X509_verify_cert_error_string(error);
}

}  // namespace krm::test

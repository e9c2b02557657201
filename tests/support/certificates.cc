#include "tests/support/certificates.h"

#include <openssl/rsa.h>
#include <openssl/x509_vfy.h>
#include <openssl/x509v3.h>

#include <ctime>
#include <map>
#include <memory>
#include <stdexcept>

#include "base/hex.h"
#include "crypto/failure.h"

namespace krm::tls {

void PrintTo(const ServerNames& names, std::ostream* out) {
  for (const std::string& host : names.hosts) *out << host << ' ';
  for (const std::string& address : names.addresses) {
    for (const char byte : address) *out << int{static_cast<unsigned char>(byte)} << '.';
    *out << ' ';
  }
}

}  // namespace krm::tls

namespace krm::test {
namespace {

using base::WallTime;
using crypto::Owned;

struct FreeTrust {
  void operator()(X509_STORE* store) const noexcept { X509_STORE_free(store); }
  void operator()(X509_STORE_CTX* context) const noexcept { X509_STORE_CTX_free(context); }
  void operator()(STACK_OF(X509) * chain) const noexcept { sk_X509_free(chain); }
};

WallTime time_of(const ASN1_TIME* time) {
  std::tm parts{};
  crypto::require(ASN1_TIME_to_tm(time, &parts) == 1, "read a time");
  return std::chrono::system_clock::from_time_t(timegm(&parts));
}

}  // namespace

tls::ServerNames names(std::initializer_list<std::string_view> texts) {
  tls::ServerNames all;
  for (const std::string_view text : texts) {
    if (!all.add(text)) throw std::invalid_argument(std::string(text));
  }
  return all;
}

WallTime begin_of(const X509& certificate) { return time_of(X509_get0_notBefore(&certificate)); }
WallTime end_of(const X509& certificate) { return time_of(X509_get0_notAfter(&certificate)); }

std::string serial_of(const X509& certificate) {
  const ASN1_INTEGER* serial = X509_get0_serialNumber(&certificate);
  const base::ByteView bytes(serial->data, static_cast<std::size_t>(serial->length));
  return (serial->type == V_ASN1_NEG_INTEGER ? "-" : "") + base::to_hex(bytes);
}

std::string verdict(const crypto::CertifiedKey& authority, const crypto::CertifiedKey& shown,
                    std::string_view host, WallTime at) {
  const std::unique_ptr<X509_STORE, FreeTrust> trust(X509_STORE_new());
  const std::unique_ptr<X509_STORE_CTX, FreeTrust> context(X509_STORE_CTX_new());
  const std::unique_ptr<STACK_OF(X509), FreeTrust> chain(sk_X509_new_null());
  crypto::require(trust && context && X509_STORE_add_cert(trust.get(), authority.certificate.get()),
                  "trust an authority");
  for (const auto& issuer : shown.chain) sk_X509_push(chain.get(), issuer.get());
  crypto::require(
      X509_STORE_CTX_init(context.get(), trust.get(), shown.certificate.get(), chain.get()) == 1 &&
          X509_STORE_CTX_set_default(context.get(), "ssl_server") == 1,
      "begin to verify");
  X509_VERIFY_PARAM* wanted = X509_STORE_CTX_get0_param(context.get());
  X509_VERIFY_PARAM_set_flags(wanted, X509_V_FLAG_X509_STRICT);
  X509_VERIFY_PARAM_set_time(wanted, std::chrono::system_clock::to_time_t(at));
  const std::string text(host);
  if (X509_VERIFY_PARAM_set1_ip_asc(wanted, text.c_str()) != 1) {
    crypto::require(X509_VERIFY_PARAM_set1_host(wanted, text.data(), text.size()) == 1,
                    "want a host");
  }
  const int verified = X509_verify_cert(context.get());
  crypto::take_failure();
  const int error = X509_STORE_CTX_get_error(context.get());
  if ((verified == 1) != (error == X509_V_OK)) throw std::logic_error("verified, or is it not?");
  return X509_verify_cert_error_string(error);
}

crypto::CertifiedKey rsa(unsigned bits) {
  static std::map<unsigned, Owned<EVP_PKEY>> keys;
  Owned<EVP_PKEY>& key = keys[bits];
  if (!key) key.reset(EVP_RSA_gen(bits));
  crypto::require(key && EVP_PKEY_up_ref(key.get()) == 1, "make a key");
  crypto::CertifiedKey made{Owned<EVP_PKEY>(key.get()), Owned<X509>(X509_new()), {}};
  crypto::require(made.key && made.certificate, "make a key");
  X509* certificate = made.certificate.get();
  X509_set_version(certificate, X509_VERSION_3);
  ASN1_INTEGER_set(X509_get_serialNumber(certificate), 1);
  const std::time_t time = std::chrono::system_clock::to_time_t(now);
  X509_time_adj_ex(X509_getm_notBefore(certificate), -1, 0, const_cast<std::time_t*>(&time));
  X509_time_adj_ex(X509_getm_notAfter(certificate), 1, 0, const_cast<std::time_t*>(&time));
  X509_set_pubkey(certificate, made.key.get());
  crypto::require(X509_sign(certificate, made.key.get(), EVP_sha256()) > 0, "sign a certificate");
  return made;
}

}  // namespace krm::test

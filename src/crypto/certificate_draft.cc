#include "crypto/certificate_draft.h"

#include <openssl/evp.h>
#include <openssl/rand.h>
#include <openssl/x509v3.h>

#include <array>
#include <utility>

#include "crypto/failure.h"

namespace krm::crypto {
namespace {

// Sets a random serial number that is positive and has at most 20 octets (RFC 5280, 4.1.2.2).
void set_serial(X509& certificate) {
  std::array<unsigned char, 16> bytes{};
  require(RAND_bytes(bytes.data(), bytes.size()) == 1, "draw a serial number");
  bytes[0] = static_cast<unsigned char>((bytes[0] & 0x7f) | 0x40);
  const Owned<BIGNUM> number(BN_bin2bn(bytes.data(), bytes.size(), nullptr));
  require(number != nullptr &&
              BN_to_ASN1_INTEGER(number.get(), X509_get_serialNumber(&certificate)) != nullptr,
          "set a serial number");
}

void set_validity(X509& certificate, base::WallTime from, base::WallTime to) {
  const auto set = [](ASN1_TIME* time, base::WallTime value) {
    require(ASN1_TIME_set(time, std::chrono::system_clock::to_time_t(value)) != nullptr,
            "set a time");
  };
  set(X509_getm_notBefore(&certificate), from);
  set(X509_getm_notAfter(&certificate), to);
}

void add_extension(X509& certificate, X509& issuer, int nid, const char* value) {
  X509V3_CTX context;
  X509V3_set_ctx(&context, &issuer, &certificate, nullptr, nullptr, 0);
  const Owned<X509_EXTENSION> extension(X509V3_EXT_conf_nid(nullptr, &context, nid, value));
  require(extension != nullptr && X509_add_ext(&certificate, extension.get(), -1) == 1,
          "add an extension");
}

}  // namespace

Owned<EVP_PKEY> new_ec_key(const char* curve) {
  Owned<EVP_PKEY> key(EVP_EC_gen(curve));
  require(key != nullptr, "make a key");
  return key;
}

CertificateDraft::CertificateDraft(Owned<EVP_PKEY> key, base::WallTime from, base::WallTime to)
    : draft_{std::move(key), Owned<X509>(X509_new()), {}} {
  require(draft_.certificate != nullptr &&
              X509_set_version(draft_.certificate.get(), X509_VERSION_3) == 1 &&
              X509_set_pubkey(draft_.certificate.get(), draft_.key.get()) == 1,
          "make a certificate");
  set_serial(certificate());
  set_validity(certificate(), from, to);
}

void CertificateDraft::add_to_subject(const char* attribute, std::string_view value) {
  require(
      X509_NAME_add_entry_by_txt(X509_get_subject_name(&certificate()), attribute, MBSTRING_UTF8,
                                 reinterpret_cast<const unsigned char*>(value.data()),
                                 static_cast<int>(value.size()), -1, 0) == 1,
      "name a certificate");
}

void CertificateDraft::extend(const char* extension, const char* value) {
  add_extension(certificate(), certificate(), OBJ_sn2nid(extension), value);
}

CertifiedKey CertificateDraft::sign_with(const CertifiedKey& issuer) && {
  sign(issuer);
  return std::move(draft_);
}

CertifiedKey CertificateDraft::sign_with_itself() && {
  sign(draft_);
  return std::move(draft_);
}

void CertificateDraft::sign(const CertifiedKey& issuer) {
  require(
      X509_set_issuer_name(&certificate(), X509_get_subject_name(issuer.certificate.get())) == 1,
      "name an issuer");
  add_extension(certificate(), *issuer.certificate, NID_authority_key_identifier, "keyid:always");
  const EVP_MD* digest = EVP_PKEY_get_bits(issuer.key.get()) == 384 ? EVP_sha384() : EVP_sha256();
  require(X509_sign(&certificate(), issuer.key.get(), digest) > 0, "sign a certificate");
}

}  // namespace krm::crypto

#include "tls/authority.h"

#include <fmt/format.h>
#include <openssl/evp.h>
#include <openssl/rand.h>
#include <openssl/x509v3.h>

#include <algorithm>
#include <array>
#include <ctime>
#include <string_view>

#include "tls/certificate_names.h"
#include "tls/failure.h"

namespace krm::tls {
namespace {

using base::WallTime;

constexpr std::string_view organisation = "kms-random-mock";

// RFC 5280, 4.1.2.2: positive, and at most 20 octets.
void set_serial(X509& certificate) {
  std::array<unsigned char, 16> bytes{};
  require(RAND_bytes(bytes.data(), bytes.size()) == 1, "draw a serial number");
  bytes[0] = static_cast<unsigned char>((bytes[0] & 0x7f) | 0x40);
  BIGNUM* number = BN_bin2bn(bytes.data(), bytes.size(), nullptr);
  const bool set = BN_to_ASN1_INTEGER(number, X509_get_serialNumber(&certificate)) != nullptr;
  BN_free(number);
  require(set, "set a serial number");
}

// With the beginning of its serial number, so that no two are called the same.
void set_subject(X509& certificate, std::string_view name) {
  const unsigned char* serial = ASN1_STRING_get0_data(X509_get0_serialNumber(&certificate));
  const std::string common_name =
      fmt::format("{} {:02x}{:02x}{:02x}{:02x}", name, serial[0], serial[1], serial[2], serial[3]);
  const auto add = [to = X509_get_subject_name(&certificate)](int nid, std::string_view text) {
    require(X509_NAME_add_entry_by_NID(to, nid, MBSTRING_UTF8,
                                       reinterpret_cast<const unsigned char*>(text.data()),
                                       static_cast<int>(text.size()), -1, 0) == 1,
            "name a certificate");
  };
  add(NID_organizationName, organisation);
  add(NID_commonName, common_name);
}

void set_validity(X509& certificate, WallTime from, WallTime to) {
  const auto set = [](ASN1_TIME* time, WallTime value) {
    require(ASN1_TIME_set(time, std::chrono::system_clock::to_time_t(value)) != nullptr,
            "set a time");
  };
  set(X509_getm_notBefore(&certificate), from);
  set(X509_getm_notAfter(&certificate), to);
}

// `issuer` is the certificate itself where it signs itself.
void add_extension(X509& certificate, X509& issuer, int nid, const char* value) {
  X509V3_CTX context;
  X509V3_set_ctx(&context, &issuer, &certificate, nullptr, nullptr, 0);
  X509_EXTENSION* extension = X509V3_EXT_conf_nid(nullptr, &context, nid, value);
  const bool added = extension != nullptr && X509_add_ext(&certificate, extension, -1) == 1;
  X509_EXTENSION_free(extension);
  require(added, "add an extension");
}

Owned<EVP_PKEY> new_key() {
  Owned<EVP_PKEY> key(EVP_EC_gen("P-256"));
  require(key != nullptr, "make a key");
  return key;
}

// What every certificate has; the rest is for the caller to add, and to sign.
CertifiedKey begin(Owned<EVP_PKEY> key, WallTime from, WallTime to) {
  CertifiedKey begun{std::move(key), Owned<X509>(X509_new()), {}};
  require(begun.certificate != nullptr, "make a certificate");
  X509& certificate = *begun.certificate;
  require(X509_set_version(&certificate, X509_VERSION_3) == 1 &&
              X509_set_pubkey(&certificate, begun.key.get()) == 1,
          "make a certificate");
  set_serial(certificate);
  set_validity(certificate, from, to);
  return begun;
}

void sign(X509& certificate, const CertifiedKey& issuer) {
  require(X509_set_issuer_name(&certificate, X509_get_subject_name(issuer.certificate.get())) == 1,
          "name an issuer");
  add_extension(certificate, *issuer.certificate, NID_authority_key_identifier, "keyid:always");
  require(X509_sign(&certificate, issuer.key.get(), EVP_sha256()) > 0, "sign a certificate");
}

// What was begun, as an authority.
Authority constrained(CertifiedKey own, const ServerNames& permitted) {
  X509& certificate = *own.certificate;
  add_extension(certificate, certificate, NID_basic_constraints, "critical,CA:TRUE,pathlen:0");
  add_extension(certificate, certificate, NID_key_usage, "critical,keyCertSign");
  add_extension(certificate, certificate, NID_subject_key_identifier, "hash");
  set_permitted(certificate, permitted);
  sign(certificate, own);
  return Authority(std::move(own));
}

WallTime end_of(const X509& certificate) {
  std::tm time{};
  require(ASN1_TIME_to_tm(X509_get0_notAfter(&certificate), &time) == 1, "read a time");
  return std::chrono::system_clock::from_time_t(timegm(&time));
}

}  // namespace

Authority Authority::make(const ServerNames& permitted, WallTime now) {
  CertifiedKey own = begin(new_key(), now - tolerance, now + lifetime);
  set_subject(*own.certificate, "test authority");
  return constrained(std::move(own), permitted);
}

Authority Authority::renewed(const ServerNames& permitted, WallTime now) const {
  EVP_PKEY_up_ref(own_.key.get());
  CertifiedKey next = begin(Owned<EVP_PKEY>(own_.key.get()), now - tolerance, now + lifetime);
  require(X509_set_subject_name(next.certificate.get(),
                                X509_get_subject_name(own_.certificate.get())) == 1,
          "name an authority");
  return constrained(std::move(next), permitted);
}

CertifiedKey Authority::issue(const ServerNames& names, WallTime now) const {
  const auto end = std::min<WallTime>(now + lifetime_of_issued, end_of(*own_.certificate));
  CertifiedKey issued = begin(new_key(), now - tolerance, end);
  set_subject(*issued.certificate, "test server");
  X509& certificate = *issued.certificate;
  add_extension(certificate, *own_.certificate, NID_basic_constraints, "critical,CA:FALSE");
  add_extension(certificate, *own_.certificate, NID_key_usage, "critical,digitalSignature");
  add_extension(certificate, *own_.certificate, NID_ext_key_usage, "serverAuth");
  add_extension(certificate, *own_.certificate, NID_subject_key_identifier, "hash");
  set_names(certificate, names);
  sign(certificate, own_);
  return issued;
}

bool Authority::vouches_for(const CertifiedKey& issued) const {
  const bool signed_by = X509_verify(issued.certificate.get(), own_.key.get()) == 1;
  take_failure();
  return signed_by && permits(*own_.certificate, *issued.certificate);
}

ServerNames Authority::permitted() const { return permitted_by(*own_.certificate); }

}  // namespace krm::tls

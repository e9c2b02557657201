// What stands in the certificates, apart from what a verifier makes of it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <openssl/x509v3.h>

#include <memory>
#include <vector>

#include "tests/support/certificates.h"
#include "tls/authority.h"

namespace krm::tls {
namespace {

using namespace std::chrono_literals;
using std::chrono::days;
using test::begin_of;
using test::end_of;
using test::names;
using test::now;
using test::verdict;
using testing::ElementsAre;
using testing::MatchesRegex;

struct FreeBio {
  void operator()(BIO* bio) const noexcept { BIO_free(bio); }
};

std::string text_of(BIO& bio) {
  char* data = nullptr;
  const long size = BIO_get_mem_data(&bio, &data);
  return {data, static_cast<std::size_t>(size)};
}

// As "critical basicConstraints: CA:FALSE", in their order.
std::vector<std::string> extensions_of(const X509& certificate) {
  std::vector<std::string> all;
  for (int i = 0; i < X509_get_ext_count(&certificate); ++i) {
    X509_EXTENSION* extension = X509_get_ext(&certificate, i);
    const std::unique_ptr<BIO, FreeBio> value(BIO_new(BIO_s_mem()));
    X509V3_EXT_print(value.get(), extension, 0, 0);
    all.push_back((X509_EXTENSION_get_critical(extension) == 1 ? "critical " : "") +
                  std::string(OBJ_nid2sn(OBJ_obj2nid(X509_EXTENSION_get_object(extension)))) +
                  ": " + text_of(*value));
  }
  return all;
}

std::string text_of(const X509_NAME* name) {
  const std::unique_ptr<BIO, FreeBio> text(BIO_new(BIO_s_mem()));
  X509_NAME_print_ex(text.get(), name, 0, XN_FLAG_ONELINE);
  return text_of(*text);
}

void expect_modern(const crypto::CertifiedKey& made, const crypto::CertifiedKey& issuer) {
  X509& certificate = *made.certificate;
  EXPECT_EQ(X509_get_version(&certificate), X509_VERSION_3);
  char group[32];
  EXPECT_EQ(EVP_PKEY_get_group_name(made.key.get(), group, sizeof group, nullptr), 1);
  EXPECT_STREQ(group, "prime256v1");
  EXPECT_EQ(X509_check_private_key(&certificate, made.key.get()), 1);
  EXPECT_EQ(X509_get_signature_nid(&certificate), NID_ecdsa_with_SHA256);
  EXPECT_EQ(X509_verify(&certificate, issuer.key.get()), 1);
  EXPECT_EQ(text_of(X509_get_issuer_name(&certificate)),
            text_of(X509_get_subject_name(issuer.certificate.get())));
  EXPECT_THAT(test::serial_of(certificate), MatchesRegex("[4-7][0-9a-f]{31}"));
  EXPECT_TRUE(made.chain.empty());
}

// The key identifiers, which are others each time, as OpenSSL finds them.
std::string key_identifier(const X509& certificate) {
  for (const std::string& extension : extensions_of(certificate)) {
    if (extension.starts_with("subjectKeyIdentifier: ")) return extension.substr(22);
  }
  return "none";
}

const ServerNames some = names({"localhost", "*.mock.test", "127.0.0.1", "192.0.2.1", "::1"});

TEST(CertificateForm, OfAnAuthority) {
  const Authority authority = Authority::make(some, now);
  const X509& certificate = *authority.own().certificate;
  expect_modern(authority.own(), authority.own());
  EXPECT_EQ(
      text_of(X509_get_subject_name(&certificate)),
      "O = kms-random-mock, CN = test authority " + test::serial_of(certificate).substr(0, 8));
  const std::string own = key_identifier(certificate);
  EXPECT_THAT(own, MatchesRegex("([0-9A-F]{2}:){19}[0-9A-F]{2}"));
  EXPECT_THAT(extensions_of(certificate),
              ElementsAre("critical basicConstraints: CA:TRUE, pathlen:0",
                          "critical keyUsage: Certificate Sign", "subjectKeyIdentifier: " + own,
                          "critical nameConstraints: Permitted:\n"
                          "  DNS:mock.test\n"
                          "  DNS:localhost\n"
                          "  IP:127.0.0.0/255.0.0.0\n"
                          "  IP:0:0:0:0:0:0:0:1/FFFF:FFFF:FFFF:FFFF:FFFF:FFFF:FFFF:FFFF\n"
                          "  IP:192.0.2.1/255.255.255.255",
                          "authorityKeyIdentifier: " + own));
}

TEST(CertificateForm, OfAServer) {
  const Authority authority = Authority::make(some, now);
  const crypto::CertifiedKey issued = authority.issue(some, now);
  const X509& certificate = *issued.certificate;
  expect_modern(issued, authority.own());
  EXPECT_EQ(text_of(X509_get_subject_name(&certificate)),
            "O = kms-random-mock, CN = test server " + test::serial_of(certificate).substr(0, 8));
  const std::string own = key_identifier(certificate);
  const std::string issuer = key_identifier(*authority.own().certificate);
  EXPECT_NE(own, issuer);
  EXPECT_THAT(
      extensions_of(certificate),
      ElementsAre("critical basicConstraints: CA:FALSE", "critical keyUsage: Digital Signature",
                  "extendedKeyUsage: TLS Web Server Authentication", "subjectKeyIdentifier: " + own,
                  "subjectAltName: DNS:*.mock.test, DNS:localhost, "
                  "IP Address:0:0:0:0:0:0:0:1, IP Address:127.0.0.1, "
                  "IP Address:192.0.2.1",
                  "authorityKeyIdentifier: " + issuer));
}

TEST(CertificateForm, HasItsOwnKeyAndNumberEachTime) {
  const Authority authority = Authority::make(some, now);
  const crypto::CertifiedKey one = authority.issue(some, now);
  const crypto::CertifiedKey other = authority.issue(some, now);
  EXPECT_NE(test::serial_of(*one.certificate), test::serial_of(*other.certificate));
  EXPECT_NE(key_identifier(*one.certificate), key_identifier(*other.certificate));
}

TEST(CertificateForm, LastsTenYearsAndThirteenMonthsFromADayBefore) {
  const Authority authority = Authority::make(some, now + 999ms);
  EXPECT_EQ(begin_of(*authority.own().certificate), now - days(1));
  EXPECT_EQ(end_of(*authority.own().certificate), now + days(3653));
  const crypto::CertifiedKey issued = authority.issue(some, now + days(7) + 999ms);
  EXPECT_EQ(begin_of(*issued.certificate), now + days(6));
  EXPECT_EQ(end_of(*issued.certificate), now + days(7 + 397));
}

TEST(CertificateForm, EndsWithThatOfTheAuthority) {
  const Authority authority = Authority::make(some, now);
  const auto end = now + days(3653);
  EXPECT_EQ(end_of(*authority.issue(some, end - days(397)).certificate), end);
  EXPECT_EQ(end_of(*authority.issue(some, end - days(397) - 1s).certificate), end - 1s);
  EXPECT_EQ(end_of(*authority.issue(some, end - days(396)).certificate), end);
  EXPECT_EQ(end_of(*authority.issue(some, end + days(1)).certificate), end);
}

TEST(CertificateForm, IsGoodBetweenItsBounds) {
  const Authority authority = Authority::make(some, now);
  const crypto::CertifiedKey issued = authority.issue(some, now + days(7));
  const auto at = [&](base::WallTime time) {
    return verdict(authority.own(), issued, "localhost", time);
  };
  EXPECT_EQ(at(now + days(6) - 1s), "certificate is not yet valid");
  EXPECT_EQ(at(now + days(6)), "ok");
  EXPECT_EQ(at(now + days(7 + 397) - 1s), "ok");
  EXPECT_EQ(at(now + days(7 + 397) + 1s), "certificate has expired");
}

}  // namespace
}  // namespace krm::tls

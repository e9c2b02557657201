#include "crypto/public_key_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <openssl/x509.h>

#include "crypto/certificate_draft.h"
#include "crypto/failure.h"
#include "tests/support/certificates.h"
#include "tests/support/public_key.h"

namespace krm::crypto {
namespace {

std::string read(std::string_view content) {
  const auto bytes = read_public_key_file(content);
  return bytes ? std::string(bytes->begin(), bytes->end()) : "refused: it " + bytes.error();
}

std::string private_key_der(const evp_pkey_st& key) {
  unsigned char* der = nullptr;
  const int size = i2d_PrivateKey(&key, &der);
  require(size > 0, "write a key");
  std::string text(reinterpret_cast<const char*>(der), static_cast<std::size_t>(size));
  OPENSSL_free(der);
  return text;
}

const std::string in_pem = " in PEM where PUBLIC KEY has to be, as openssl rsa -pubout writes it";

TEST(PublicKeyFile, HoldsDer) {
  const std::string der = test::public_key_der(*test::rsa(2048).key);
  EXPECT_EQ(read(der), der);
}

TEST(PublicKeyFile, HoldsPem) {
  const CertifiedKey key = test::rsa(2048);
  const std::string pem = test::public_key_pem(*key.key);
  ASSERT_TRUE(pem.starts_with("-----BEGIN PUBLIC KEY-----\n"));
  EXPECT_EQ(read(pem), test::public_key_der(*key.key));
  EXPECT_EQ(read("text\n" + to_pem(*key.certificate) + pem + "more"),
            test::public_key_der(*key.key));
}

TEST(PublicKeyFile, IsNotJudged) {
  EXPECT_EQ(read(""), "");
  EXPECT_EQ(read("no key"), "no key");
  EXPECT_EQ(read("-----BEGIN PUBLIC KEY-----\nbm8ga2V5\n-----END PUBLIC KEY-----\n"), "no key");
}

TEST(PublicKeyFile, IsNoOtherPem) {
  const CertifiedKey key = test::rsa(2048);
  EXPECT_EQ(read(to_pem(*key.certificate)), "refused: it has CERTIFICATE" + in_pem);
  EXPECT_EQ(read("-----BEGIN RSA PUBLIC KEY-----\nbm8ga2V5\n-----END RSA PUBLIC KEY-----\n"),
            "refused: it has RSA PUBLIC KEY" + in_pem);
  EXPECT_EQ(read(key.to_pem()), "refused: it has PRIVATE KEY" + in_pem) << "of two, the first";
}

// It may be a private key.
TEST(PublicKeyFile, IsNoDamagedPem) {
  constexpr auto damaged = "refused: it has damaged PEM";
  EXPECT_EQ(read("-----BEGIN PUBLIC KEY-----\nbm8ga2V5\n"), damaged);
  std::string key = to_pem(*new_ec_key("P-384"));
  EXPECT_EQ(read(key.substr(0, key.rfind("-----END"))), damaged);
  EXPECT_EQ(read(key.replace(40, 1, "*")), damaged);
}

// It would leave this machine within a document.
TEST(PublicKeyFile, IsNoPrivateKey) {
  const CertifiedKey rsa = test::rsa(2048);
  const auto ec = new_ec_key("P-384");
  for (const auto* key : {rsa.key.get(), ec.get()}) {
    EXPECT_EQ(read(private_key_der(*key)),
              "refused: it is a private key where its public key has to be, as openssl rsa -pubout "
              "writes it");
    EXPECT_EQ(read(to_pem(*key)), "refused: it has PRIVATE KEY" + in_pem);
  }
  EXPECT_EQ(read("-----BEGIN ENCRYPTED PRIVATE KEY-----\nbm8ga2V5\n"
                 "-----END ENCRYPTED PRIVATE KEY-----\n"),
            "refused: it has ENCRYPTED PRIVATE KEY" + in_pem)
      << "nobody is asked for a passphrase";
  const base::Bytes encrypted{0x30, 0x0f, 0x30, 0x09, 0x06, 0x07, 0x2a, 0x86, 0x48,
                              0xce, 0x3d, 0x02, 0x01, 0x04, 0x02, 0x00, 0x00};
  EXPECT_THAT(read({reinterpret_cast<const char*>(encrypted.data()), encrypted.size()}),
              testing::HasSubstr("is a private key"));
}

}  // namespace
}  // namespace krm::crypto

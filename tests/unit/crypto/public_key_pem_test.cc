#include "crypto/public_key_pem.h"

#include <gtest/gtest.h>

#include "tests/support/certificates.h"
#include "tests/support/public_key.h"

namespace krm::crypto {
namespace {

std::string read(std::string_view text) {
  const auto bytes = read_public_key_pem(text);
  return bytes ? std::string(bytes->begin(), bytes->end()) : "none";
}

TEST(PublicKeyPem, IsDerOnceItIsRead) {
  const CertifiedKey key = test::rsa(2048);
  const std::string pem = test::public_key_pem(*key.key);
  ASSERT_TRUE(pem.starts_with("-----BEGIN PUBLIC KEY-----\n"));
  EXPECT_EQ(read(pem), test::public_key_der(*key.key));
  EXPECT_EQ(read("text\n" + to_pem(*key.certificate) + pem + "more"),
            test::public_key_der(*key.key));
}

TEST(PublicKeyPem, IsNotJudged) {
  EXPECT_EQ(read("-----BEGIN PUBLIC KEY-----\nbm8ga2V5\n-----END PUBLIC KEY-----\n"), "no key");
}

TEST(PublicKeyPem, IsNothingElse) {
  const CertifiedKey key = test::rsa(2048);
  EXPECT_EQ(read(""), "none");
  EXPECT_EQ(read(test::public_key_der(*key.key)), "none");
  EXPECT_EQ(read(key.to_pem()), "none");
  EXPECT_EQ(read("-----BEGIN RSA PUBLIC KEY-----\nbm8ga2V5\n-----END RSA PUBLIC KEY-----\n"),
            "none");
  EXPECT_EQ(read("-----BEGIN PUBLIC KEY-----\nbm8ga2V5\n"), "none") << "it ends too early";
}

}  // namespace
}  // namespace krm::crypto

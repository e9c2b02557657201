#include "crypto/rsa_public_key.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/support/enclave.h"
#include "tests/support/public_key.h"

namespace krm::crypto {
namespace {

base::Bytes bytes_of(const std::string& der) { return {der.begin(), der.end()}; }

// "" when it can be used, else why not.
std::string wrong_with(const std::string& der) {
  const auto key = RsaPublicKey::read(bytes_of(der));
  return key ? "" : "it " + key.error();
}

// A SubjectPublicKeyInfo with that exponent, in hexadecimal.
std::string with_exponent(const char* exponent) { return test::rsa_public_key_der(2048, exponent); }

TEST(RsaPublicKey, HasAUsualSize) {
  for (const unsigned bits : {2048, 3072, 4096}) {
    const auto key = RsaPublicKey::read(bytes_of(test::rsa_public_key_der(bits)));
    ASSERT_TRUE(key) << key.error();
    EXPECT_EQ(key->bits(), static_cast<int>(bits));
    EXPECT_EQ(key->encrypt_oaep(base::Bytes(32)).size(), bits / 8);
  }
  EXPECT_EQ(wrong_with(test::rsa_public_key_der(2047)),
            "it has 2047 bits where 2048 to 4096 may be");
  EXPECT_EQ(wrong_with(test::rsa_public_key_der(4097)),
            "it has 4097 bits where 2048 to 4096 may be");
}

TEST(RsaPublicKey, EncryptsForWhoeverHasItsPrivateKey) {
  const auto& enclave = test::Enclave::of();
  const base::Bytes message{1, 2, 3};
  const auto key = RsaPublicKey::read(enclave.public_key());
  ASSERT_TRUE(key);
  EXPECT_EQ(enclave.open_key(key->encrypt_oaep(message)), message);
}

// What OpenSSL would not encrypt with, or only after a long time.
TEST(RsaPublicKey, HasNumbersThatMakeSense) {
  constexpr auto exponent = "it has an exponent that is even, 1 or longer than 64 bits";
  for (const char* usable : {"3", "11", "10001", "FFFFFFFFFFFFFFFF"}) {
    EXPECT_EQ(wrong_with(with_exponent(usable)), "") << usable;
    EXPECT_EQ(
        RsaPublicKey::read(bytes_of(with_exponent(usable)))->encrypt_oaep(base::Bytes(32)).size(),
        256U);
  }
  for (const char* unusable : {"0", "1", "2", "10000", "10000000000000001"}) {
    EXPECT_EQ(wrong_with(with_exponent(unusable)), exponent) << unusable;
  }
  std::string even = test::rsa_public_key_der(2048);
  even[even.size() - 6] = static_cast<char>(even[even.size() - 6] & 0xfe);
  EXPECT_EQ(wrong_with(even), "it has an even modulus");
}

TEST(RsaPublicKey, IsASubjectPublicKeyInfoAndNoMore) {
  EXPECT_EQ(wrong_with(""), "it is not the DER of a SubjectPublicKeyInfo");
  EXPECT_EQ(wrong_with(test::rsa_public_key_der(2048).substr(24)),
            "it is not the DER of a SubjectPublicKeyInfo")
      << "PKCS #1";
  EXPECT_EQ(wrong_with(test::rsa_public_key_der(2048) + 'x'),
            "it has bytes behind its SubjectPublicKeyInfo");
}

}  // namespace
}  // namespace krm::crypto

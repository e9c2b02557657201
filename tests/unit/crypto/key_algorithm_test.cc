#include "crypto/key_algorithm.h"

#include <gtest/gtest.h>
#include <openssl/core_names.h>
#include <openssl/evp.h>

#include <array>
#include <string_view>

#include "crypto/certificate.h"
#include "crypto/certificate_draft.h"
#include "crypto/failure.h"
#include "crypto/rsa_public_key.h"
#include "tests/support/certificates.h"
#include "tests/support/public_key.h"

namespace krm::crypto {
namespace {

using base::Bytes;

Bytes info_of(const evp_pkey_st& key) {
  const std::string der = test::public_key_der(key);
  return {der.begin(), der.end()};
}

// A key whose curve is described in its parameters.
Owned<EVP_PKEY> described() {
  Owned<EVP_PKEY> key = new_ec_key("P-384");
  require(EVP_PKEY_set_utf8_string_param(key.get(), OSSL_PKEY_PARAM_EC_ENCODING,
                                         OSSL_PKEY_EC_ENCODING_EXPLICIT) == 1,
          "describe a curve");
  return key;
}

Bytes certificate_of(Owned<EVP_PKEY> key) {
  CertificateDraft draft(std::move(key), test::now - std::chrono::hours(1),
                         test::now + std::chrono::hours(1));
  draft.add_to_subject("CN", "leaf");
  draft.extend("subjectKeyIdentifier", "hash");
  return to_der(*std::move(draft).sign_with_itself().certificate);
}

TEST(KeyAlgorithm, IsThatOfAKey) {
  EXPECT_EQ(algorithm_of_key(info_of(*test::rsa(2048).key)), KeyAlgorithm::rsa);
  EXPECT_EQ(algorithm_of_key(info_of(*new_ec_key("P-256"))), KeyAlgorithm::other);
  EXPECT_EQ(algorithm_of_key(info_of(*described())), KeyAlgorithm::described_curve);
  EXPECT_EQ(
      algorithm_of_key(info_of(*Owned<EVP_PKEY>(EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519")))),
      KeyAlgorithm::other);
}

TEST(KeyAlgorithm, IsThatOfACertificate) {
  EXPECT_EQ(algorithm_of_certificate(to_der(*test::rsa(2048).certificate)), KeyAlgorithm::rsa);
  EXPECT_EQ(algorithm_of_certificate(certificate_of(new_ec_key("P-384"))), KeyAlgorithm::other);
  EXPECT_EQ(algorithm_of_certificate(certificate_of(described())), KeyAlgorithm::described_curve);
}

TEST(KeyAlgorithm, IsNoneOfWhatIsNeither) {
  EXPECT_EQ(algorithm_of_key({}), KeyAlgorithm::none);
  EXPECT_EQ(algorithm_of_certificate({}), KeyAlgorithm::none);
  EXPECT_EQ(algorithm_of_key(Bytes{0x30, 0x00}), KeyAlgorithm::none);
  EXPECT_EQ(algorithm_of_key(Bytes{0x31, 0x03, 0x30, 0x01, 0x06}), KeyAlgorithm::none);
  const Bytes info = info_of(*new_ec_key("P-384"));
  EXPECT_EQ(algorithm_of_certificate(info), KeyAlgorithm::none);
  Bytes indefinite = info;
  indefinite[1] = 0x80;
  EXPECT_EQ(algorithm_of_key(indefinite), KeyAlgorithm::none);
  const Bytes whole = certificate_of(new_ec_key("P-384"));
  for (std::size_t i = 0; i < whole.size(); ++i) {
    EXPECT_EQ(algorithm_of_certificate(base::ByteView(whole).first(i)), KeyAlgorithm::none) << i;
  }
  EXPECT_EQ(take_failure(), "");
}

bool is_described(const X509& certificate) {
  std::array<char, 32> encoding{};
  const auto key = public_key_of(certificate);
  const bool is_ec =
      key && EVP_PKEY_get_utf8_string_param(key.get(), OSSL_PKEY_PARAM_EC_ENCODING, encoding.data(),
                                            encoding.size(), nullptr) == 1;
  take_failure();
  return is_ec && std::string_view(encoding.data()) == OSSL_PKEY_EC_ENCODING_EXPLICIT;
}

// Whatever octet is another one, it is no way round.
TEST(KeyAlgorithm, CannotBeHidden) {
  const Bytes whole = certificate_of(described());
  for (std::size_t i = 0; i < whole.size(); ++i) {
    for (const int change : {0x01, 0x41, 0x80, 0xff}) {
      Bytes altered = whole;
      altered[i] = static_cast<std::uint8_t>(altered[i] ^ change);
      const auto certificate = read_certificate(altered);
      EXPECT_FALSE(certificate && is_described(*certificate)) << i << ' ' << change;
    }
  }
}

TEST(KeyAlgorithm, DecidesWhetherAStrangersKeyIsRead) {
  EXPECT_EQ(read_certificate(certificate_of(described())), nullptr);
  EXPECT_NE(read_certificate(certificate_of(new_ec_key("P-384"))), nullptr);
  EXPECT_EQ(RsaPublicKey::read(info_of(*described())).error(), "is not an RSA key");
}

}  // namespace
}  // namespace krm::crypto

#include "crypto/certified_key.h"

#include <gtest/gtest.h>
#include <openssl/pem.h>

#include <algorithm>

#include "tests/support/certificates.h"
#include "tls/authority.h"

namespace krm::crypto {
namespace {

using namespace std::chrono_literals;
using std::chrono::days;
using test::names;
using test::now;
using tls::Authority;

// A key with its certificate, and authorities to put behind it.
class CertifiedKeyTest : public testing::Test {
 protected:
  static std::string failure(std::string_view certificates, std::string_view key) {
    const auto read = read_certified_key(certificates, key);
    return read ? "none" : read.error();
  }
  static std::string encrypted(const CertifiedKey& key) {
    BIO* bio = BIO_new(BIO_s_mem());
    PEM_write_bio_PrivateKey(bio, key.key.get(), EVP_aes_128_cbc(), nullptr, 0, nullptr,
                             const_cast<char*>("secret"));
    char* data = nullptr;
    const long size = BIO_get_mem_data(bio, &data);
    std::string text(data, static_cast<std::size_t>(size));
    BIO_free(bio);
    return text;
  }
  static Authority authority() { return Authority::make(names({"localhost"}), now); }

  const Authority authority_ = authority();
  const CertifiedKey issued_ = authority_.issue(names({"localhost"}), now);
  const std::string pem_ = issued_.to_pem();
  const std::string certificate_ = to_pem(*issued_.certificate);
  const std::string key_ = pem_.substr(0, pem_.size() - certificate_.size());
};

TEST_F(CertifiedKeyTest, IsAPemOfTheKeyAndTheCertificate) {
  EXPECT_TRUE(key_.starts_with("-----BEGIN PRIVATE KEY-----\n")) << "in no older form";
  EXPECT_TRUE(key_.ends_with("\n-----END PRIVATE KEY-----\n"));
  EXPECT_TRUE(certificate_.starts_with("-----BEGIN CERTIFICATE-----\n"));
  EXPECT_TRUE(certificate_.ends_with("\n-----END CERTIFICATE-----\n"));
  EXPECT_EQ(pem_, key_ + certificate_);
}

TEST_F(CertifiedKeyTest, IsReadFromOneFileOrTwo) {
  EXPECT_EQ(read_certified_key(pem_, pem_)->to_pem(), pem_);
  EXPECT_EQ(read_certified_key(certificate_, key_)->to_pem(), pem_);
  EXPECT_EQ(read_certified_key(certificate_ + key_, certificate_ + key_)->to_pem(), pem_);
}

TEST_F(CertifiedKeyTest, KeepsTheOrderOfItsChain) {
  std::string all = certificate_;
  for (int i = 0; i < 3; ++i) all += to_pem(*authority().own().certificate);
  const auto read = read_certified_key(all, pem_);
  ASSERT_TRUE(read);
  EXPECT_EQ(read->chain.size(), 3u);
  EXPECT_EQ(read->to_pem(), key_ + all);
}

TEST_F(CertifiedKeyTest, IsReadAmongWhatIsNoPem) {
  EXPECT_EQ(read_certified_key("Certificate:\n    Version: 3\n" + certificate_ + "behind\n",
                               "Key Attributes\n" + key_ + "behind")
                ->to_pem(),
            pem_);
}

TEST_F(CertifiedKeyTest, SaysWhatIsMissing) {
  const std::string no_certificate = "there is no certificate in PEM: no start line";
  EXPECT_EQ(failure("", pem_), no_certificate);
  EXPECT_EQ(failure("text\n", pem_), no_certificate);
  EXPECT_EQ(failure(key_, pem_), no_certificate);
  const std::string no_key = "there is no private key without a passphrase in PEM: ";
  EXPECT_EQ(failure(pem_, certificate_), no_key + "unsupported");
  EXPECT_EQ(failure(pem_, ""), no_key + "unsupported");
}

TEST_F(CertifiedKeyTest, SaysWhatIsDamaged) {
  std::string damaged = certificate_;
  damaged.replace(damaged.find('\n') + 1, 8, "AAAAAAAA");
  EXPECT_TRUE(failure(damaged, key_).starts_with("there is no certificate in PEM: ")) << damaged;
  EXPECT_EQ(failure(certificate_.substr(0, certificate_.size() - 30), key_),
            "there is no certificate in PEM: bad end line");
}

TEST_F(CertifiedKeyTest, IsNotReadWithAPassphrase) {
  ASSERT_TRUE(encrypted(issued_).starts_with("-----BEGIN ENCRYPTED PRIVATE KEY-----\n"));
  EXPECT_TRUE(failure(certificate_, encrypted(issued_))
                  .starts_with("there is no private key without a passphrase in PEM: "))
      << failure(certificate_, encrypted(issued_));
}

TEST_F(CertifiedKeyTest, IsNotTheKeyOfAnotherCertificate) {
  EXPECT_EQ(failure(certificate_, authority_.own().to_pem()),
            "the key is not that of the certificate");
  EXPECT_EQ(failure(to_pem(*authority_.own().certificate) + certificate_, key_),
            "the key is not that of the certificate")
      << "the first is the one";
  EXPECT_EQ(failure(certificate_, test::rsa(512).to_pem()),
            "the key is not that of the certificate");
}

TEST_F(CertifiedKeyTest, HoldsBetweenItsBounds) {
  const auto begin = now - days(1);
  const auto end = now + days(397);
  EXPECT_TRUE(issued_.holds(now, now));
  EXPECT_TRUE(issued_.holds(begin, end - 1s));
  EXPECT_FALSE(issued_.holds(begin - 1s, now));
  EXPECT_FALSE(issued_.holds(now, end));
  EXPECT_FALSE(issued_.holds(begin - 2s, begin - 1s));
  EXPECT_FALSE(issued_.holds(end + 1s, end + 2s));
  EXPECT_FALSE(issued_.holds(begin - 1s, end + 1s));
}

}  // namespace
}  // namespace krm::crypto

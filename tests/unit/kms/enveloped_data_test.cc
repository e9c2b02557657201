// The layout of CiphertextForRecipient, octet by octet, as the captures of KMS have it.
#include "kms/enveloped_data.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <numeric>
#include <tuple>

#include "crypto/digest.h"
#include "kms/seal.h"
#include "tests/support/ber.h"
#include "tests/support/enclave.h"

namespace krm::kms {
namespace {

using base::Bytes;
using test::Enclave;

nitro::Attestation attestation_of(const Enclave& enclave) {
  return {.key = crypto::RsaPublicKey::read(enclave.public_key()).value(),
          .key_id = crypto::sha256(enclave.public_key()),
          .verified = nitro::Verify::structure,
          .module_id = {},
          .pcr0 = {}};
}

Bytes counting(std::size_t size) {
  Bytes bytes(size);
  for (std::size_t i = 0; i < size; ++i) bytes[i] = static_cast<std::uint8_t>(i * 7);
  return bytes;
}

SealingBytes drawn() {
  SealingBytes bytes;
  std::iota(bytes.content_encryption_key.begin(), bytes.content_encryption_key.end(), 0xa0);
  std::iota(bytes.iv.begin(), bytes.iv.end(), 0x10);
  return bytes;
}

std::string length_octets(std::size_t length) {
  if (length < 0x80) return fmt::format("{:02x}", length);
  return length < 0x100 ? fmt::format("81{:02x}", length) : fmt::format("82{:04x}", length);
}

// What a walk has to see: each element as "depth head content", where "#" is octets that are of
// chance or another test's, so many of them.
std::vector<std::string> layout(std::size_t modulus, std::size_t content) {
  const std::size_t padded = (content / 16 + 1) * 16;
  const auto any = [](std::size_t octets) { return fmt::format("#{}", octets); };
  std::vector<std::string> lines{
      "0 3080 ",
      "1 0609 2a864886f70d010703",  // id-envelopedData
      "1 a080 ",
      "2 3080 ",
      "3 0201 02",
      "3 31" + length_octets(107 + modulus) + " ",
      "4 30" + length_octets(103 + modulus) + " ",
      "5 0201 02",
      "5 8020 #32",
      "5 303c ",
      "6 0609 2a864886f70d010107",  // id-RSAES-OAEP
      "6 302f ",
      "7 a00f ",
      "8 300d ",
      "9 0609 608648016503040201",  // id-sha256
      "9 0500 ",
      "7 a11c ",
      "8 301a ",
      "9 0609 2a864886f70d010108",  // id-mgf1
      "9 300d ",
      "10 0609 608648016503040201",
      "10 0500 ",
      "5 04" + length_octets(modulus) + " " + any(modulus),
      "3 3080 ",
      "4 0609 2a864886f70d010701",  // id-data
      "4 301d ",
      "5 0609 60864801650304012a",  // aes256-CBC
      "5 0410 #16",
      "4 a080 ",
  };
  for (std::size_t rest = padded; rest > 0;) {
    const std::size_t segment = std::min<std::size_t>(rest, 1000);
    lines.push_back("5 04" + length_octets(segment) + " " + any(segment));
    rest -= segment;
  }
  for (const char* depth : {"5", "4", "3", "2", "1"})
    lines.push_back(std::string(depth) + " 0000 ");
  return lines;
}

std::vector<std::string> walked(const Bytes& ber) {
  std::vector<std::string> lines;
  std::size_t next = 0;
  for (const test::BerElement& element : test::walk_ber(ber)) {
    EXPECT_EQ(element.offset, next);
    next = element.offset + (element.head.size() + element.content.size()) / 2;
    const bool is_string = element.head.starts_with("04") || element.head.starts_with("80");
    const std::string content =
        is_string ? fmt::format("#{}", element.content.size() / 2) : element.content;
    lines.push_back(fmt::format("{} {} {}", element.depth, element.head, content));
  }
  EXPECT_EQ(next, ber.size());
  return lines;
}

class Layout : public testing::TestWithParam<std::tuple<unsigned, std::size_t>> {};

TEST_P(Layout, IsThatOfKms) {
  const auto [bits, size] = GetParam();
  const Enclave& enclave = Enclave::of(bits);
  const Bytes plaintext = counting(size);
  const Bytes ber = seal(plaintext, attestation_of(enclave), drawn()).to_ber();
  EXPECT_EQ(walked(ber), layout(bits / 8, size));
  EXPECT_EQ(enclave.open(ber), plaintext);
  EXPECT_LE(ber.size(), 6144U);  // MODEL: CiphertextType
}

INSTANTIATE_TEST_SUITE_P(EnvelopedData, Layout,
                         testing::Combine(testing::Values(2048, 3072, 4096),
                                          testing::Values(0, 1, 15, 16, 17, 32, 991, 992, 1000,
                                                          1024, 4096)));

// Where each octet stands that is no secret (the source is in kms/enveloped_data.h).
TEST(EnvelopedData, HasItsPartsWhereKmsHasThem) {
  const Enclave& enclave = Enclave::of();
  const Bytes ber = seal(counting(32), attestation_of(enclave), drawn()).to_ber();
  ASSERT_EQ(ber.size(), 493U);
  const auto at = [&](std::size_t offset, std::size_t size) {
    return Bytes(ber.begin() + static_cast<std::ptrdiff_t>(offset),
                 ber.begin() + static_cast<std::ptrdiff_t>(offset + size));
  };
  const auto id = crypto::sha256(enclave.public_key());
  EXPECT_EQ(at(33, 32), Bytes(id.begin(), id.end()));
  EXPECT_EQ(at(127, 4), (Bytes{0x04, 0x82, 0x01, 0x00}));
  const SealingBytes sealing = drawn();
  EXPECT_EQ(enclave.open_key(at(131, 256)),
            Bytes(sealing.content_encryption_key.begin(), sealing.content_encryption_key.end()));
  EXPECT_EQ(at(387, 2), (Bytes{0x30, 0x80}));
  EXPECT_EQ(at(415, 16), Bytes(sealing.iv.begin(), sealing.iv.end()));
  EXPECT_EQ(at(431, 4), (Bytes{0xa0, 0x80, 0x04, 0x30}));
  EXPECT_EQ(at(483, 10), Bytes(10, 0));
  EXPECT_EQ(seal(counting(1), attestation_of(enclave), drawn()).to_ber().size(), 461U);
  EXPECT_EQ(seal(counting(1024), attestation_of(enclave), drawn()).to_ber().size(), 1489U);
}

TEST(EnvelopedData, IsForNobodyElse) {  // 18
  const Bytes ber = seal(counting(32), attestation_of(Enclave::of()), drawn()).to_ber();
  EXPECT_FALSE(Enclave::other().open(ber).has_value());
  EXPECT_TRUE(Enclave::of().open(ber).has_value());
}

}  // namespace
}  // namespace krm::kms

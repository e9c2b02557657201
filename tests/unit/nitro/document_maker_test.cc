// Documents byte for byte, read back by a reader that knows nothing of the maker.
#include "nitro/document_maker.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <string>
#include <vector>

#include "crypto/digest.h"
#include "crypto/es384.h"
#include "nitro/authority.h"
#include "nitro/cose_sign1.h"
#include "tests/support/cbor_item.h"
#include "tests/support/certificates.h"

namespace krm::nitro {
namespace {

using base::Bytes;
using test::CborItem;
using test::now;
using test::read_cbor;
using testing::ElementsAre;
using Kind = CborItem::Kind;

constexpr std::uint64_t now_in_ms = 1795504500000;

Bytes bytes_of(std::string_view text) {
  const auto view = base::bytes_of(text);
  return {view.begin(), view.end()};
}

Bytes beginning(const Bytes& bytes, std::size_t size) {
  return {bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(size)};
}

class DocumentMaker : public testing::Test {
 protected:
  Bytes make() const { return make_document(terms_, signer_); }
  CborItem payload() const { return read_cbor(document_payload(terms_, signer_)); }

  bool is_signed(const CborItem& document) const {
    crypto::Es384Signature signature{};
    if (document.items[3].content.size() != signature.size()) return false;
    std::ranges::copy(document.items[3].content, signature.begin());
    return crypto::verify_es384(*signer_.key,
                                signed_bytes(document.items[0].content, document.items[2].content),
                                signature);
  }

  DocumentTerms terms_ = usual_document(now);
  const crypto::CertifiedKey signer_ = Authority::make().issue(now, usual_chain(terms_.module_id));
};

TEST_F(DocumentMaker, BeginsAsRealDocumentsDo) {
  EXPECT_EQ(beginning(make(), 8), (Bytes{0x84, 0x44, 0xa1, 0x01, 0x38, 0x22, 0xa0, 0x59}));
  terms_.tagged = true;
  EXPECT_EQ(beginning(make(), 9), (Bytes{0xd2, 0x84, 0x44, 0xa1, 0x01, 0x38, 0x22, 0xa0, 0x59}));
}

TEST_F(DocumentMaker, SignsWithTheKeyOfTheLeaf) {
  CborItem document = read_cbor(make());
  ASSERT_EQ(document.items.size(), 4u);
  EXPECT_EQ(document.items[0].content, es384_header());
  EXPECT_EQ(document.items[1].kind, Kind::map);
  EXPECT_EQ(document.items[1].number, 0u);
  EXPECT_EQ(document.items[2].content, document_payload(terms_, signer_));
  EXPECT_TRUE(is_signed(document));
  document.items[2].content.back() ^= 1;
  EXPECT_FALSE(is_signed(document));
}

TEST_F(DocumentMaker, TagsWithoutAnotherSignature) {
  terms_.tagged = true;
  const CborItem document = read_cbor(make());
  EXPECT_EQ(document.kind, Kind::tag);
  EXPECT_EQ(document.number, 18u);
  EXPECT_TRUE(is_signed(document.items[0]));
}

TEST_F(DocumentMaker, HasThePartsInTheOrderOfARealDocument) {
  EXPECT_THAT(payload().keys(),
              ElementsAre("module_id", "digest", "timestamp", "pcrs", "certificate", "cabundle",
                          "public_key", "user_data", "nonce"));
  terms_.nitrotpm = true;
  EXPECT_THAT(payload().keys(),
              ElementsAre("module_id", "digest", "timestamp", "nitrotpm_pcrs", "certificate",
                          "cabundle", "public_key", "user_data", "nonce"));
}

TEST_F(DocumentMaker, SaysWhatTheTermsSay) {
  terms_.digest = "SHA512";
  const CborItem map = payload();
  EXPECT_EQ(map["module_id"].kind, Kind::text);
  EXPECT_EQ(map["module_id"].text(), "i-0123456789abcdef0-enc0123456789abcdef");
  EXPECT_EQ(map["digest"].kind, Kind::text);
  EXPECT_EQ(map["digest"].text(), "SHA512");
  EXPECT_EQ(usual_document(now).digest, "SHA384");
}

TEST_F(DocumentMaker, WritesTheTimeInMillisecondsInEightBytes) {
  terms_.timestamp = now + std::chrono::microseconds(7999);
  const CborItem timestamp = payload()["timestamp"];
  EXPECT_EQ(timestamp.kind, Kind::unsigned_integer);
  EXPECT_EQ(timestamp.number, now_in_ms + 7);
  EXPECT_EQ(timestamp.head.size(), 9u);
  EXPECT_EQ(timestamp.head.front(), 0x1b);
}

TEST_F(DocumentMaker, HoldsTheChainFromTheRootToTheInstance) {
  const CborItem map = payload();
  EXPECT_EQ(map["certificate"].kind, Kind::bytes);
  EXPECT_EQ(map["certificate"].content, crypto::to_der(*signer_.certificate));
  ASSERT_EQ(map["cabundle"].items.size(), 4u);
  for (std::size_t i = 0; i < 4; ++i) {
    EXPECT_EQ(map["cabundle"].items[i].kind, Kind::bytes);
    EXPECT_EQ(map["cabundle"].items[i].content, crypto::to_der(*signer_.chain[3 - i])) << i;
  }
}

TEST_F(DocumentMaker, HasNullInPlaceOfWhatIsNotGiven) {
  for (const auto* name : {"public_key", "user_data", "nonce"}) {
    EXPECT_EQ(payload()[name].head, Bytes{0xf6}) << name;
  }
  terms_.public_key = bytes_of("key");
  terms_.user_data = Bytes{};
  terms_.nonce = bytes_of("once");
  const CborItem map = payload();
  for (const auto* name : {"public_key", "user_data", "nonce"}) {
    EXPECT_EQ(map[name].kind, Kind::bytes) << name;
  }
  EXPECT_EQ(map["public_key"].content, bytes_of("key"));
  EXPECT_EQ(map["user_data"].content, Bytes{}) << "not the same as none";
  EXPECT_EQ(map["nonce"].content, bytes_of("once"));
}

TEST_F(DocumentMaker, WritesThePcrsByTheirNumbers) {
  terms_.pcrs = {{31, Bytes(64, 1)}, {0, Bytes(32, 2)}};
  const CborItem pcrs = payload()["pcrs"];
  ASSERT_EQ(pcrs.items.size(), 4u);
  EXPECT_EQ(pcrs.items[0].head, Bytes{0});
  EXPECT_EQ(pcrs.items[1].content, Bytes(32, 2));
  EXPECT_EQ(pcrs.items[2].head, (Bytes{0x18, 31}));
  EXPECT_EQ(pcrs.items[3].content, Bytes(64, 1));
}

// What a test of a reader wants of it.
TEST_F(DocumentMaker, SignsWhateverItIsGiven) {
  const Bytes text = bytes_of("no CBOR");
  const CborItem document = read_cbor(sign_document(text, *signer_.key, Bytes{0xa0}));
  EXPECT_EQ(document.items[0].content, Bytes{0xa0});
  EXPECT_EQ(document.items[2].content, text);
  EXPECT_TRUE(is_signed(document));
  EXPECT_EQ(read_cbor(assemble_document(text, Bytes(64, 0))).items[3].content, Bytes(64, 0));
}

// Numbers of the PCRs that are not zero.
std::vector<unsigned> set_pcrs(const DocumentTerms& terms) {
  std::vector<unsigned> numbers;
  for (const auto& [pcr, value] : terms.pcrs) {
    EXPECT_EQ(value.size(), 48u) << pcr;
    if (value != Bytes(48)) numbers.push_back(pcr);
  }
  return numbers;
}

TEST(UsualDocument, OfAnEnclaveHasItsPcrs) {
  const DocumentTerms terms = usual_document(now);
  EXPECT_EQ(terms.pcrs.size(), 16u);
  EXPECT_THAT(set_pcrs(terms), ElementsAre(0, 1, 2, 3, 4, 8));
  for (const unsigned pcr : set_pcrs(terms)) {
    const auto digest = crypto::sha384(bytes_of("kms-random-mock PCR" + std::to_string(pcr)));
    EXPECT_EQ(terms.pcrs.at(pcr), Bytes(digest.begin(), digest.end())) << pcr;
  }
}

TEST(UsualDocument, OfDebugModeStillSaysRoleAndInstance) {
  EXPECT_THAT(set_pcrs(usual_document(now, false, true)), ElementsAre(3, 4));
}

TEST(UsualDocument, OfNitroTpmHasMorePcrsAndAnotherModule) {
  const DocumentTerms terms = usual_document(now, true);
  EXPECT_TRUE(terms.nitrotpm);
  EXPECT_EQ(terms.pcrs.size(), 24u);
  EXPECT_THAT(set_pcrs(terms), ElementsAre(0, 1, 2, 3, 4, 8));
  EXPECT_EQ(terms.module_id, "i-0123456789abcdef0-tpm0123456789abcdef");
}

}  // namespace
}  // namespace krm::nitro

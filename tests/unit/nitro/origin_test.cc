// Signatures, chains and clocks of documents, and the PCRs that somebody expects. The numbers are
// those of the conformance cases.
#include "nitro/origin.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <openssl/evp.h>
#include <openssl/rsa.h>

#include "base/file.h"
#include "crypto/certificate_draft.h"
#include "tests/support/places.h"
#include "tests/unit/nitro/document_fixture.h"

namespace krm::nitro {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;

constexpr auto not_its = "signature: it has a signature that is not its certificate's";

class Origin : public DocumentFixture {
 protected:
  Bytes with_header(ByteView header) const {
    const auto key = signer();
    return sign_document(document_payload(terms_, key), *key.key, header);
  }
  // The verdict on a chain whose terms `edit` has changed.
  template <typename Edit>
  std::string chain(Edit edit) {
    chain_ = usual_chain(terms_.module_id);
    edit(chain_);
    return verdict(document());
  }
};

TEST_F(Origin, NamesEs384) {  // 62
  constexpr auto not_named = "signature: it has a protected header that does not name ES384";
  EXPECT_EQ(verdict(with_header({})), not_named);
  EXPECT_EQ(verdict(with_header(Bytes{0xa0})), not_named);
  EXPECT_EQ(verdict(with_header(Bytes{0xa1, 0x01, 0x26})), not_named);  // ES256
  Bytes as_text{0xa1, 0x01};
  base::append(as_text, text("ES384"));
  EXPECT_EQ(verdict(with_header(as_text)), not_named);
  EXPECT_EQ(verdict(with_header(Bytes{0xa1, 0x02, 0x38, 0x22})), not_named);
  EXPECT_EQ(verdict(with_header(Bytes{0xa1, 0x01, 0x39, 0x00, 0x22})), "accepted");
  EXPECT_EQ(verdict_under(Verify::structure, with_header({})), "accepted");
}

TEST_F(Origin, IsSignedByItsCertificate) {  // 63 to 65
  const auto key = signer();
  const Bytes payload = document_payload(terms_, key);
  EXPECT_EQ(verdict(assemble_document(payload, Bytes(96, 0))), not_its);
  EXPECT_EQ(verdict(assemble_document(payload, Bytes(96, 0xff))), not_its);
  EXPECT_EQ(verdict(assemble_document(payload, Bytes(64, 0))),
            "signature: it has a signature of 64 bytes where 96 have to be");
  for (const int size : {95, 97}) {
    Bytes signature(static_cast<std::size_t>(size), 1);
    EXPECT_EQ(verdict(assemble_document(payload, signature)),
              fmt::format("signature: it has a signature of {} bytes where 96 have to be", size));
  }
  for (const std::size_t from_the_end : {1, 48, 49, 96}) {
    Bytes flipped = sign_document(payload, *key.key);
    flipped[flipped.size() - from_the_end] ^= 0x01;
    EXPECT_EQ(verdict(flipped), not_its);
  }
  Bytes altered = sign_document(payload, *key.key);
  const auto place = std::ranges::search(altered, base::bytes_of(terms_.module_id)).begin();
  ASSERT_NE(place, altered.end());
  *place ^= 0x01;
  EXPECT_EQ(verdict(altered), not_its);
  EXPECT_EQ(verdict_under(Verify::structure, altered), "accepted");
}

TEST_F(Origin, SaysNothingOfTheUnprotectedHeader) {  // 66
  Bytes bytes = document();
  ASSERT_EQ(bytes[6], 0xa0);
  bytes[6] = 0xa1;
  bytes.insert(bytes.begin() + 7, {0x01, 0x02});
  EXPECT_EQ(verdict(bytes), "accepted");
}

TEST_F(Origin, LeadsToARootThatIsTrusted) {  // 67, 70
  trust(Authority::make());
  EXPECT_THAT(verdict(document()),
              HasSubstr("certificate chain: it has certificates that do not lead to a root that is "
                        "trusted: self-signed certificate in certificate chain"));
  policy_.roots = {};
  EXPECT_THAT(verdict(document()),
              HasSubstr("certificate chain: it has certificates that do not "));
  policy_.roots.aws = true;
  EXPECT_THAT(verdict(document()),
              HasSubstr("certificate chain: it has certificates that do not "));
  trust(authority_);
  auto key = signer();
  key.chain.erase(key.chain.begin() + 1);
  EXPECT_THAT(verdict(make_document(terms_, key)),
              HasSubstr("unable to get local issuer certificate, at depth 1"));
}

TEST_F(Origin, MayHaveMoreRootsThanOne) {
  policy_.roots = {};
  const Authority other = Authority::make();
  const std::string both =
      crypto::to_pem(*other.root().certificate) + crypto::to_pem(*authority_.root().certificate);
  ASSERT_TRUE(policy_.roots.anchors.add_pem(both));
  EXPECT_EQ(verdict(document()), "accepted");
}

TEST_F(Origin, MayLeadToAnAuthorityBelowARoot) {
  const auto key = signer();
  policy_.roots = {};
  ASSERT_TRUE(policy_.roots.anchors.add_pem(crypto::to_pem(*key.chain.front())));
  EXPECT_EQ(verdict(make_document(terms_, key)), "accepted");
  EXPECT_THAT(verdict(document()), HasSubstr("do not lead to a root")) << "of another instance";
}

TEST_F(Origin, HasNoWeakKeyInItsChain) {
  const auto under_a_root_of = [this](unsigned bits) {
    crypto::CertificateDraft authority(crypto::Owned<EVP_PKEY>(EVP_RSA_gen(bits)), now - 1h,
                                       now + 1h);
    authority.add_to_subject("CN", "root");
    authority.extend("basicConstraints", "critical,CA:TRUE");
    authority.extend("subjectKeyIdentifier", "hash");
    const auto root = std::move(authority).sign_with_itself();
    crypto::CertificateDraft draft(crypto::new_ec_key("P-384"), now - 1h, now + 1h);
    draft.add_to_subject("CN", "leaf");
    draft.extend("basicConstraints", "critical,CA:FALSE");
    draft.extend("keyUsage", "critical,digitalSignature");
    draft.extend("subjectKeyIdentifier", "hash");
    crypto::CertifiedKey leaf = std::move(draft).sign_with(root);
    leaf.chain.push_back(crypto::share(*root.certificate));
    policy_.roots = {};
    EXPECT_TRUE(policy_.roots.anchors.add_pem(crypto::to_pem(*root.certificate)));
    return verdict(make_document(terms_, leaf));
  };
  EXPECT_EQ(under_a_root_of(2048), "accepted");
  EXPECT_THAT(under_a_root_of(1024), HasSubstr("CA certificate key too weak"));
}

TEST_F(Origin, HasCertificatesOfItsTime) {  // 68, 69
  policy_.max_age = 0ms;
  const Bytes bytes = document();
  const auto at = [&](base::WallTime time) { return verdict(bytes, policy_, time); };
  EXPECT_EQ(at(now + 3h - 1min), "accepted");
  EXPECT_THAT(at(now + 3h + 1min), HasSubstr("certificate has expired"));
  EXPECT_EQ(at(now - 5min), "accepted") << "it may be ahead";
  EXPECT_THAT(at(now - 7min), HasSubstr("certificate is not yet valid"));
  policy_.skew = 0ms;
  EXPECT_THAT(at(now - 2min), HasSubstr("certificate is not yet valid"));
  policy_.clock = DocumentClock::document;
  EXPECT_EQ(at(now + 24h * 365), "accepted");
  EXPECT_EQ(at(now - 24h * 365), "accepted");
  policy_.max_age = 1s;
  EXPECT_EQ(at(now + 24h), "accepted");
}

TEST_F(Origin, HasALeafOfItsTime) {  // 68, 69
  EXPECT_THAT(chain([](ChainTerms& terms) { terms.back().begins = 1min; }),
              HasSubstr("certificate is not yet valid, at depth 0"));
  EXPECT_THAT(chain([](ChainTerms& terms) { terms.back().ends = -1s; }),
              HasSubstr("certificate has expired, at depth 0"));
}

TEST_F(Origin, HasALeafThatSigns) {  // 71
  EXPECT_EQ(chain([](ChainTerms& terms) { terms.back().basic_constraints = "critical,CA:TRUE"; }),
            "certificate chain: it has a certificate of an authority, which may not sign");
  EXPECT_EQ(chain([](ChainTerms& terms) { terms.back().key_usage = "critical,keyAgreement"; }),
            "certificate chain: it has a certificate without the key usage digitalSignature");
  EXPECT_EQ(chain([](ChainTerms& terms) { terms.back().key_usage = ""; }),
            "certificate chain: it has a certificate without the key usage digitalSignature");
}

TEST_F(Origin, HasAuthoritiesInBetween) {  // 72
  EXPECT_THAT(chain([](ChainTerms& terms) { terms[1].basic_constraints = "critical,CA:FALSE"; }),
              HasSubstr("invalid CA certificate"));
  EXPECT_THAT(
      chain([](ChainTerms& terms) { terms[0].basic_constraints = "critical,CA:TRUE,pathlen:0"; }),
      HasSubstr("path length constraint exceeded"));
  EXPECT_THAT(chain([](ChainTerms& terms) { terms[1].key_usage = "critical,digitalSignature"; }),
              HasSubstr("certificate chain: it has certificates that do not lead to a root"));
  EXPECT_EQ(chain([](ChainTerms&) {}), "accepted");
}

TEST_F(Origin, HasCertificatesThatCanBeRead) {
  const auto junk = [](CborWriter& w) { w.bytes(Bytes(10, 1)); };
  EXPECT_EQ(verdict(edited([&](test::Payload& p) { p.set("certificate", cbor(junk)); })),
            "signature: it has a certificate that cannot be read");
  EXPECT_EQ(verdict(edited([&](test::Payload& p) {
              Bytes array = cbor([](CborWriter& w) { w.array(1); });
              base::append(array, cbor(junk));
              p.set("cabundle", array);
            })),
            "certificate chain: it has a cabundle whose item 0 cannot be read");
}

TEST_F(Origin, HasALeafWithAKeyOfP384) {
  const auto own = [](const char* curve) {
    crypto::CertificateDraft draft(crypto::new_ec_key(curve), now - 1h, now + 1h);
    draft.add_to_subject("CN", "leaf");
    draft.extend("subjectKeyIdentifier", "hash");
    return std::move(draft).sign_with_itself();
  };
  crypto::CertifiedKey leaf = own("P-256");
  leaf.chain.push_back(own("P-384").certificate);
  EXPECT_EQ(verdict(assemble_document(document_payload(terms_, leaf), Bytes(96, 1))),
            "signature: it has a certificate without a key of P-384");
}

TEST_F(Origin, IsFromNow) {  // 73
  const auto made_at = [this](base::WallTime time) {
    terms_.timestamp = time;
    return verdict(document());
  };
  EXPECT_EQ(made_at(now - 5min), "accepted");
  EXPECT_EQ(made_at(now - 5min - 1ms), "clock: it is 301s old; at most 5m is allowed");
  EXPECT_EQ(made_at(now + 5min), "accepted");
  EXPECT_EQ(made_at(now + 5min + 1ms), "clock: it is 301s ahead; at most 5m is allowed");
  EXPECT_THAT(made_at(now + 1h), HasSubstr("clock: it is 1h ahead"));
  policy_.max_age = 0ms;
  EXPECT_EQ(made_at(now - 24h * 365), "accepted");
  EXPECT_THAT(made_at(now + 1h), HasSubstr(" ahead; at most "));
  policy_.skew = 2h;
  EXPECT_EQ(made_at(now + 1h), "accepted");
  EXPECT_EQ(verdict_under(Verify::structure, document()), "accepted");
}

TEST_F(Origin, MayBeFromAnyTimeThatANumberCanSay) {
  for (const Bytes& time : {Bytes{0x1b, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff},
                            Bytes{0x1b, 0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff}}) {
    const Bytes bytes = edited([&](test::Payload& p) { p.set("timestamp", time); });
    EXPECT_THAT(verdict(bytes), HasSubstr(" ahead; at most "));
    EXPECT_EQ(verdict_under(Verify::structure, bytes), "accepted");
    policy_.clock = DocumentClock::document;
    EXPECT_THAT(verdict(bytes), HasSubstr("certificate has expired"));
    policy_.clock = DocumentClock::now;
  }
}

TEST_F(Origin, HasThePcrsThatAreExpected) {  // 5, 74
  policy_.expected_pcrs = {{0, terms_.pcrs.at(0)}, {4, terms_.pcrs.at(4)}};
  EXPECT_EQ(verdict(document()), "accepted");
  EXPECT_EQ(verdict_under(Verify::structure, document()), "accepted");
  policy_.expected_pcrs = {{4, Bytes(48, 1)}};
  const auto denied = testing::StartsWith(
      "PCRs: it does not have the kms:RecipientAttestation:PCR4 that is expected, ");
  EXPECT_THAT(verdict(document()), denied);
  EXPECT_THAT(verdict_under(Verify::structure, document()), denied);
  policy_.expected_pcrs = {{17, Bytes(48, 0)}};
  EXPECT_EQ(verdict(document()),
            "PCRs: it does not have the kms:RecipientAttestation:PCR17 that is expected, "
            "0000000000000000... of 48 bytes, but none");
}

TEST_F(Origin, OfADebugEnclaveLacksItsMeasurements) {  // 5, 74
  policy_.expected_pcrs = {{0, terms_.pcrs.at(0)}};
  const auto key = terms_.public_key;
  terms_ = usual_document(now, false, true);
  terms_.public_key = key;
  EXPECT_EQ(verdict(document()),
            "PCRs: it does not have the kms:RecipientAttestation:ImageSha384 that is expected, "
            "9dc63cafb77da57f... of 48 bytes, but 0000000000000000... of 48 bytes");
  policy_.expected_pcrs = {};
  EXPECT_EQ(verdict(document()), "accepted");
  policy_.expected_pcrs = {{0, Bytes(48, 0)}};
  EXPECT_EQ(verdict(document()), "accepted");
}

TEST_F(Origin, OfATpmHasOtherNamesForItsPcrs) {
  terms_ = usual_document(now, true);
  terms_.public_key = test::Enclave::of().public_key();
  policy_.expected_pcrs = {{0, Bytes(48, 1)}};
  EXPECT_THAT(verdict(document()),
              HasSubstr("kms:RecipientAttestation:NitroTPMPCR0 that is expected"));
}

TEST_F(Origin, IsJudgedInThisOrder) {
  // Wrong in everything at once; each is mended in turn.
  policy_.expected_pcrs = {{0, Bytes(48, 1)}};
  terms_.timestamp = now - 1h;
  terms_.digest = "SHA1";
  terms_.public_key.reset();
  trust(Authority::make());
  const auto broken = [this] {
    Bytes bytes = document();
    bytes.back() ^= 1;
    return bytes;
  };
  EXPECT_THAT(verdict(broken()), HasSubstr("structure: "));
  terms_.digest = "SHA384";
  EXPECT_THAT(verdict(broken()), HasSubstr("public key: "));
  terms_.public_key = test::Enclave::of().public_key();
  EXPECT_THAT(verdict(broken()), HasSubstr("signature: "));
  EXPECT_THAT(verdict(document()), HasSubstr("certificate chain: "));
  trust(authority_);
  EXPECT_THAT(verdict(document()), HasSubstr("clock: "));
  terms_.timestamp = now;
  EXPECT_THAT(verdict(document()), HasSubstr("PCRs: "));
}

// A document of AWS's own, in public (evervault/attestation-doc-validation, test-data). It has no
// public key, so that verify() ends before its origin is asked for; the origin is right.
TEST_F(Origin, OfARealDocumentIsAws) {  // 9
  const auto file = base::read_file(
      std::string(test::source_directory) + "/tests/unit/nitro/real_document.cbor", 1 << 20);
  ASSERT_TRUE(file);
  const ByteView bytes = base::bytes_of(*file);
  Policy policy{
      .verify = Verify::chain, .roots = {}, .clock = DocumentClock::document, .expected_pcrs = {}};
  policy.roots.aws = true;
  EXPECT_EQ(verdict(bytes, policy), "public key: it has no public_key");
  const auto sign1 = read_cose_sign1(bytes);
  ASSERT_TRUE(sign1);
  const auto document = read_document(sign1->payload);
  ASSERT_TRUE(document);
  EXPECT_EQ(document->module_id.substr(0, 2), "i-");
  EXPECT_EQ(document->pcrs.size(), 16U);
  EXPECT_EQ(document->cabundle.size(), 4U);
  EXPECT_TRUE(check_origin(*sign1, *document, policy, now));
  policy.clock = DocumentClock::now;
  EXPECT_THAT(check_origin(*sign1, *document, policy, now).error().why,
              HasSubstr("certificate has expired"));
  policy.clock = DocumentClock::document;
  policy.roots.aws = false;
  EXPECT_FALSE(check_origin(*sign1, *document, policy, now));
  policy.roots.aws = true;
  Bytes altered(bytes.begin(), bytes.end());
  altered[40] ^= 1;
  const auto other = read_cose_sign1(altered);
  ASSERT_TRUE(other);
  EXPECT_EQ(check_origin(*other, *document, policy, now).error().check, Check::signature);
}

}  // namespace
}  // namespace krm::nitro

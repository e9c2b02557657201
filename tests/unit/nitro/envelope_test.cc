// Documents that are no COSE_Sign1, or whose payload is not as the specification has it. The
// numbers are those of the conformance cases.
#include <gtest/gtest.h>
#include <sys/resource.h>

#include <functional>

#include "base/base64.h"
#include "tests/support/plaintext.h"
#include "tests/unit/nitro/document_fixture.h"

namespace krm::nitro {
namespace {

class Envelope : public DocumentFixture {
 protected:
  // The four items of the document, to be put together otherwise.
  std::vector<Bytes> items() const {
    std::vector<Bytes> all;
    for (const auto& item : test::read_cbor(document()).items)
      all.push_back(test::write_cbor(item));
    return all;
  }
  static Bytes array_of(const std::vector<Bytes>& items) {
    Bytes all = cbor([&](CborWriter& w) { w.array(items.size()); });
    for (const Bytes& item : items) base::append(all, item);
    return all;
  }
  static Bytes of(std::initializer_list<int> octets) { return {octets.begin(), octets.end()}; }
  std::string cose(const Bytes& bytes) const {
    const std::string verdict = this->verdict(bytes);
    EXPECT_EQ(verdict_under(Verify::structure, bytes), verdict);
    EXPECT_EQ(verdict.substr(0, 9), "COSE: it ");
    return verdict.substr(std::min<std::size_t>(9, verdict.size()));
  }
};

TEST_F(Envelope, MayBeTaggedOrNot) {  // 1, 2
  EXPECT_EQ(verdict(document()), "accepted");
  terms_.tagged = true;
  EXPECT_EQ(document().front(), 0xd2);
  EXPECT_EQ(verdict(document()), "accepted");
}

TEST_F(Envelope, HasNoOtherTag) {  // 35
  for (const auto& tag : {of({0xd8, 0x12}), of({0xd8, 0x62}), of({0xd1}), of({0xd2, 0xd2}),
                          of({0xc0}), of({0xdb, 0, 0, 0, 0, 0, 0, 0, 0x12})}) {
    Bytes tagged = document();
    tagged.insert(tagged.begin(), tag.begin(), tag.end());
    EXPECT_EQ(cose(tagged), "has a tag where none may be");
  }
  EXPECT_EQ(cose(of({0x1c})), "is not CBOR");
}

// The commonest mistakes of those who put a document into a request.
TEST_F(Envelope, IsNoText) {  // 30
  constexpr auto is_text =
      "is text and not CBOR; perhaps it was encoded twice, or is the name of a file";
  for (const std::string& text :
       {std::string("this is no document"), std::string("fileb://doc.cbor"),
        std::string("8444a1013822a0\n"), base::to_base64(document()),
        std::string("-----BEGIN CERTIFICATE-----\n")}) {
    const auto bytes = base::bytes_of(text);
    EXPECT_EQ(cose({bytes.begin(), bytes.end()}), is_text) << text;
  }
}

TEST_F(Envelope, IsNothingElse) {  // 30 to 34
  EXPECT_EQ(cose(of({0xff})), "has an item of indefinite length");
  Bytes shorter = document();
  shorter.pop_back();
  EXPECT_EQ(cose(shorter), "ends within an item");
  EXPECT_EQ(cose({}), "ends within an item");
  Bytes longer = document();
  longer.push_back(0);
  EXPECT_EQ(cose(longer), "has bytes behind its end");
  EXPECT_EQ(cose(of({0xa0})), "is not an array of four");
  auto three = items();
  three.pop_back();
  EXPECT_EQ(cose(array_of(three)), "is not an array of four");
  auto five = items();
  five.push_back(null());
  EXPECT_EQ(cose(array_of(five)), "is not an array of four");
}

TEST_F(Envelope, HasFourItemsOfTheirTypes) {
  const std::vector<std::pair<std::string, Bytes>> wrong{
      {"has a protected header that is no byte string", text("")},
      {"has an unprotected header that is no map", null()},
      {"has a payload that is no byte string", null()},
      {"has a signature that is no byte string", null()}};
  for (std::size_t i = 0; i < wrong.size(); ++i) {
    auto four = items();
    four[i] = wrong[i].second;
    EXPECT_EQ(cose(array_of(four)), wrong[i].first);
  }
}

TEST_F(Envelope, HasAPayloadOfBoundedSize) {  // 39
  auto four = items();
  four[2] = string_of(0);
  EXPECT_EQ(cose(array_of(four)), "has a payload of 0 bytes where 1 to 16384 may be");
  four[2] = string_of(16385);
  EXPECT_EQ(cose(array_of(four)), "has a payload of 16385 bytes where 1 to 16384 may be");
  four[2] = string_of(16384);
  EXPECT_EQ(verdict(array_of(four)), "structure: it has a payload that has bytes behind its end");
}

TEST_F(Envelope, IsReadInBounds) {  // 36 to 38, 77
  EXPECT_EQ(cose(Bytes(20000, 0x81)), "is nested deeper than 8");
  EXPECT_EQ(cose(of({0x5b, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff})),
            "ends within an item");
  EXPECT_EQ(cose(of({0x84, 0x5f, 0x41, 0x00, 0xff})), "has an item of indefinite length");
  EXPECT_EQ(cose(of({0x9f, 0xff})), "has an item of indefinite length");
  EXPECT_EQ(cose(of({0xbf, 0xff})), "has an item of indefinite length");
  EXPECT_EQ(cose(of({0x7f, 0xff})), "has an item of indefinite length");
  EXPECT_EQ(cose(of({0xf9, 0x3c, 0x00})), "has a floating-point number");
  EXPECT_EQ(cose(of({0xfa, 0x3f, 0x80, 0x00, 0x00})), "has a floating-point number");
  EXPECT_EQ(cose(of({0xfb, 0x3f, 0xf0, 0, 0, 0, 0, 0, 0})), "has a floating-point number");
  EXPECT_EQ(cose(of({0xf7})), "has an undefined value");
  constexpr auto too_many = "has a head that promises more items than bytes follow";
  EXPECT_EQ(cose(of({0x9a, 0x10, 0x00, 0x00, 0x00})), too_many);
  EXPECT_EQ(cose(of({0xbb, 0x80, 0, 0, 0, 0, 0, 0, 0x01})), too_many);
  Bytes heads;
  while (heads.size() < 250000) base::append(heads, of({0x9a, 0x10, 0x00, 0x00, 0x00}));
  EXPECT_EQ(cose(heads), too_many);
  heads.clear();
  while (heads.size() < 250000) base::append(heads, of({0x9a, 0x00, 0x00, 0x10, 0x00}));
  EXPECT_EQ(cose(heads), "is nested deeper than 8");
  EXPECT_EQ(cose(array_of(std::vector<Bytes>(4096, of({0xf6})))), "has more than 4096 items");
  EXPECT_EQ(cose(array_of(std::vector<Bytes>(4095, of({0xf6})))), "is not an array of four");
  EXPECT_EQ(cose(array_of(std::vector<Bytes>(4096, of({0x80})))), "has more than 4096 items");
}

// libcbor's own cbor_load() takes 2 GB for the first of these.
TEST_F(Envelope, TakesNoMemoryForWhatItOnlyPromises) {  // 77
  const auto most_memory = [] {                         // so far, in KiB
    rusage used{};
    getrusage(RUSAGE_SELF, &used);
    return used.ru_maxrss;
  };
  Bytes deep;
  while (deep.size() < 250000) base::append(deep, of({0x9a, 0x10, 0x00, 0x00, 0x00}));
  const Bytes wide = array_of(std::vector<Bytes>(250000, of({0x80})));
  const auto before = most_memory();
  for (const Verify mode : {Verify::lenient, Verify::structure, Verify::chain}) {
    verdict_under(mode, of({0x9a, 0x10, 0x00, 0x00, 0x00}));
    verdict_under(mode, deep);
    verdict_under(mode, wide);
  }
  EXPECT_LT(most_memory() - before, 16 << 10);
}

TEST_F(Envelope, IsAcceptedLenientlyForItsKeyAlone) {  // 12
  const Bytes payload = cbor([](CborWriter& w) {
    w.map(1);
    w.text("public_key");
    w.bytes(test::Enclave::of().public_key());
  });
  const Bytes like_localstack = cbor([&](CborWriter& w) {
    w.array(4);
    w.text("");
    w.text("");
    w.bytes(payload);
    w.text("");
  });
  EXPECT_EQ(verdict_under(Verify::lenient, like_localstack), "accepted");
  EXPECT_EQ(verdict_under(Verify::structure, like_localstack),
            "COSE: it has a protected header that is no byte string");
  EXPECT_EQ(verdict_under(Verify::lenient, document()), "accepted");
  EXPECT_EQ(verdict_under(Verify::lenient, of({0x84, 0xf6, 0xf6, 0xf6, 0xf6})),
            "COSE: it has a payload that is no byte string");
  EXPECT_EQ(verdict_under(Verify::lenient, of({0x84, 0xf6, 0xf6, 0x41, 0x80, 0xf6})),
            "structure: it has a payload that is not a map");
  EXPECT_EQ(verdict_under(Verify::lenient, of({0x84, 0xf6, 0xf6, 0x41, 0xa0, 0xf6})),
            "public key: it has no public_key");
}

// What QEMU's virtio-nsm makes.
TEST_F(Envelope, OfQemuHasAStructureAndNoChain) {  // 10, 11
  const Bytes payload = test::Payload(document_payload(terms_, signer()))
                            .set("certificate", cbor([](CborWriter& w) { w.bytes(Bytes(64, 0)); }))
                            .set("cabundle", cbor([](CborWriter& w) {
                                   w.array(1);
                                   w.bytes(Bytes(64, 0));
                                 }))
                            .set("pcrs", cbor([](CborWriter& w) { w.map(0); }))
                            .written();
  const Bytes document = assemble_document(payload, Bytes(64, 0));
  EXPECT_EQ(verdict_under(Verify::structure, document), "accepted");
  EXPECT_EQ(verdict(document), "structure: it has no PCRs");
  const Bytes with_pcrs = assemble_document(test::Payload(payload)
                                                .set("pcrs", cbor([](CborWriter& w) {
                                                       w.map(1);
                                                       w.integer(0);
                                                       w.bytes(Bytes(48, 0));
                                                     }))
                                                .written(),
                                            Bytes(64, 0));
  EXPECT_EQ(verdict(with_pcrs), "signature: it has a certificate that cannot be read");
}

}  // namespace
}  // namespace krm::nitro

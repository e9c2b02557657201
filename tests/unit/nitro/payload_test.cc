// Payloads that are not as the specification has them, and keys that cannot be sealed for. The
// numbers are those of the conformance cases.
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <openssl/evp.h>
#include <openssl/x509.h>

#include "crypto/certificate_draft.h"
#include "tests/support/public_key.h"
#include "tests/unit/nitro/document_fixture.h"

namespace krm::nitro {
namespace {

class PayloadOf : public DocumentFixture {
 protected:
  // The verdict, which is the same under structure and, signed as it is, under chain.
  template <typename Edit>
  std::string after(Edit edit) const {
    const Bytes bytes = edited(edit);
    const std::string under_chain = verdict(bytes);
    EXPECT_EQ(verdict_under(Verify::structure, bytes), under_chain);
    return under_chain;
  }
  std::string with(std::string_view member, const Bytes& value) const {
    return after([&](test::Payload& payload) { payload.set(member, value); });
  }
  std::string without(std::string_view member) const {
    return after([&](test::Payload& payload) { payload.remove(member); });
  }
  static std::string structure(std::string_view why) { return "structure: it " + std::string(why); }
  static std::string key(std::string_view why) { return "public key: it " + std::string(why); }
};

TEST_F(PayloadOf, MayHaveNonceAndUserData) {  // 3, 4
  for (const char* member : {"user_data", "nonce"}) {
    for (const std::size_t size : {0, 512, 1024})
      EXPECT_EQ(with(member, string_of(size)), "accepted");
    EXPECT_EQ(with(member, null()), "accepted");
    EXPECT_EQ(without(member), "accepted");
    EXPECT_EQ(with(member, string_of(1025)),
              structure(fmt::format("has a {} of 1025 bytes where 0 to 1024 may be", member)));
    EXPECT_EQ(with(member, text("x")),
              structure(fmt::format("has a {} that is not a byte string", member)));
  }
  EXPECT_EQ(after([](test::Payload& payload) {
              payload.set("user_data", string_of(1024)).set("nonce", string_of(1024));
            }),
            "accepted");
  EXPECT_EQ(after([](test::Payload& payload) { payload.remove("user_data").remove("nonce"); }),
            "accepted");
}

TEST_F(PayloadOf, HasAllThatIsRequired) {  // 40 to 45
  for (const char* member :
       {"module_id", "digest", "timestamp", "pcrs", "certificate", "cabundle"}) {
    EXPECT_EQ(without(member), structure(fmt::format("has no {}", member)));
  }
}

TEST_F(PayloadOf, HasNothingRequiredAsNull) {
  EXPECT_EQ(with("module_id", null()), structure("has a module_id that is not a text"));
  EXPECT_EQ(with("digest", null()), structure("has a digest that is not a text"));
  EXPECT_EQ(with("timestamp", null()), structure("has a timestamp that is not a positive integer"));
  EXPECT_EQ(with("pcrs", null()), structure("has a pcrs that is not a map"));
  EXPECT_EQ(with("certificate", null()), structure("has a certificate that is not a byte string"));
  EXPECT_EQ(with("cabundle", null()), structure("has a cabundle that is not an array"));
}

TEST_F(PayloadOf, HasADigestATimeAndAName) {  // 46, 47, 50
  EXPECT_EQ(with("digest", text("SHA256")), structure("has a digest that is not SHA384"));
  EXPECT_EQ(with("timestamp", integer(0)),
            structure("has a timestamp that is not a positive integer"));
  EXPECT_EQ(with("timestamp", integer(-1)),
            structure("has a timestamp that is not a positive integer"));
  EXPECT_EQ(with("timestamp", text("0")),
            structure("has a timestamp that is not a positive integer"));
  EXPECT_EQ(with("module_id", text("")), structure("has an empty module_id"));
  EXPECT_EQ(with("module_id", text("\xff\xfe")),
            structure("has a payload that has a text that is not UTF-8"));
  EXPECT_EQ(with("module_id", string_of(3)), structure("has a module_id that is not a text"));
}

TEST_F(PayloadOf, HasPcrs) {  // 48
  const auto pcr = [](const Bytes& index, const Bytes& value) {
    Bytes map = cbor([](CborWriter& w) { w.map(1); });
    base::append(map, index);
    base::append(map, value);
    return map;
  };
  for (const std::size_t size : {32, 48, 64}) {
    EXPECT_EQ(with("pcrs", pcr(integer(31), string_of(size))), "accepted");
  }
  for (const std::size_t size : {0, 31, 47, 49, 65}) {
    EXPECT_EQ(with("pcrs", pcr(integer(0), string_of(size))),
              structure("has a PCR0 that is not 32, 48 or 64 bytes"));
  }
  EXPECT_EQ(with("pcrs", pcr(integer(0), text(std::string(48, 'a')))),
            structure("has a PCR0 that is not 32, 48 or 64 bytes"));
  constexpr auto wrong_key = "has pcrs under a key that is not 0 to 31";
  EXPECT_EQ(with("pcrs", pcr(integer(32), string_of(48))), structure(wrong_key));
  EXPECT_EQ(with("pcrs", pcr(integer(-1), string_of(48))), structure(wrong_key));
  EXPECT_EQ(with("pcrs", pcr(text("0"), string_of(48))), structure(wrong_key));
}

TEST_F(PayloadOf, MayHaveNoPcrsUnderStructureAlone) {  // 48
  const Bytes bytes =
      edited([](test::Payload& p) { p.set("pcrs", cbor([](CborWriter& w) { w.map(0); })); });
  EXPECT_EQ(verdict_under(Verify::structure, bytes), "accepted");
  EXPECT_EQ(verdict(bytes), structure("has no PCRs"));
}

TEST_F(PayloadOf, HasPcrsOfATpmInTheirPlace) {  // 8, 52
  terms_ = usual_document(now, true);
  terms_.public_key = test::Enclave::of().public_key();
  EXPECT_EQ(verdict(document()), "accepted");
  EXPECT_EQ(with("pcrs", cbor([](CborWriter& w) { w.map(0); })),
            structure("has both pcrs and nitrotpm_pcrs"));
  EXPECT_EQ(with("nitrotpm_pcrs", null()), structure("has a nitrotpm_pcrs that is not a map"));
}

TEST_F(PayloadOf, HasCertificatesOfBoundedSize) {  // 49
  const auto bundle_with = [](const Bytes& item) {
    Bytes array = cbor([](CborWriter& w) { w.array(1); });
    base::append(array, item);
    return array;
  };
  EXPECT_EQ(with("cabundle", cbor([](CborWriter& w) { w.array(0); })),
            structure("has an empty cabundle"));
  EXPECT_EQ(with("cabundle", bundle_with(string_of(0))),
            structure("has a certificate in its cabundle of 0 bytes where 1 to 1024 may be"));
  EXPECT_EQ(with("cabundle", bundle_with(string_of(1025))),
            structure("has a certificate in its cabundle of 1025 bytes where 1 to 1024 may be"));
  EXPECT_EQ(with("cabundle", bundle_with(text("x"))),
            structure("has a certificate in its cabundle that is not a byte string"));
  EXPECT_EQ(with("certificate", string_of(0)),
            structure("has a certificate of 0 bytes where 1 to 1024 may be"));
  EXPECT_EQ(with("certificate", string_of(1025)),
            structure("has a certificate of 1025 bytes where 1 to 1024 may be"));
}

TEST_F(PayloadOf, HasNoKeyTwice) {  // 51
  constexpr auto twice = "has a payload that has a map with a key twice";
  EXPECT_EQ(after([](test::Payload& p) { p.repeat("public_key"); }), structure(twice));
  EXPECT_EQ(after([](test::Payload& p) {
              p.add(integer(7), null());
              p.add(integer(7), null());
            }),
            structure(twice));
  // The same integer at another length is the same key.
  EXPECT_EQ(after([](test::Payload& p) {
              p.add(integer(7), null());
              p.add({0x18, 0x07}, null());
            }),
            structure(twice));
  EXPECT_EQ(after([](test::Payload& p) {
              p.add(integer(7), null());
              p.add(integer(-8), null());
              p.add(text("7"), null());
            }),
            "accepted");
}

TEST_F(PayloadOf, IsAMapOfCbor) {
  const auto key = signer();
  EXPECT_EQ(verdict(sign_document(null(), *key.key)), structure("has a payload that is not a map"));
  EXPECT_EQ(verdict(sign_document(Bytes{0xa1}, *key.key)),
            structure("has a payload that has a head that promises more items than bytes follow"));
}

TEST_F(PayloadOf, MayHoldMore) {
  EXPECT_EQ(with("further", text("what comes after this version")), "accepted");
}

TEST_F(PayloadOf, HasAKeyToSealFor) {  // 6, 7, 53 to 61
  const auto info_of = [](unsigned bits) {
    const std::string der = test::rsa_public_key_der(bits);
    return Bytes(der.begin(), der.end());
  };
  for (const unsigned bits : {2048U, 3072U, 4096U}) {
    terms_.public_key = info_of(bits);
    EXPECT_EQ(verdict(document()), "accepted");
  }
  const auto verdict_on = [this](const Bytes& info) {
    return with("public_key", cbor([&](CborWriter& w) { w.bytes(info); }));
  };
  EXPECT_EQ(without("public_key"), key("has no public_key"));
  EXPECT_EQ(with("public_key", null()), key("has no public_key"));
  EXPECT_EQ(with("public_key", text("x")), structure("has a public_key that is not a byte string"));
  EXPECT_EQ(verdict_on({}), structure("has a public_key of 0 bytes where 1 to 1024 may be"));
  EXPECT_EQ(verdict_on(Bytes(1025)),
            structure("has a public_key of 1025 bytes where 1 to 1024 may be"));
  Bytes longer = test::Enclave::of().public_key();
  longer.push_back(0);
  EXPECT_EQ(verdict_on(longer),
            key("has a public_key that has bytes behind its SubjectPublicKeyInfo"));
  constexpr auto no_info = "has a public_key that is not the DER of a SubjectPublicKeyInfo";
  const Bytes& info = test::Enclave::of().public_key();
  const Bytes pkcs1(info.begin() + 24, info.end());
  EXPECT_EQ(pkcs1.front(), 0x30);
  EXPECT_EQ(verdict_on(pkcs1), key(no_info));
  const std::string pem = test::public_key_pem(*test::rsa(2048).key);
  EXPECT_LT(pem.size(), 1024U);
  EXPECT_EQ(verdict_on({pem.begin(), pem.end()}), key(no_info));
  EXPECT_EQ(verdict_on(info_of(1024)),
            key("has a public_key that has 1024 bits where 2048 to 4096 may be"));
}

TEST_F(PayloadOf, HasAKeyOfRsa) {  // 60
  const auto ec = crypto::new_ec_key("P-256");
  std::uint8_t* der = nullptr;
  const int size = i2d_PUBKEY(ec.get(), &der);
  terms_.public_key = Bytes(der, der + size);
  OPENSSL_free(der);
  EXPECT_EQ(verdict(document()), key("has a public_key that is not an RSA key"));
}

TEST_F(PayloadOf, HasAKeyThatMakesSense) {
  Bytes even = test::Enclave::of().public_key();
  even[even.size() - 6] &= 0xfe;  // the last octet of the modulus
  terms_.public_key = even;
  EXPECT_EQ(verdict(document()), key("has a public_key that has an even modulus"));
}

}  // namespace
}  // namespace krm::nitro

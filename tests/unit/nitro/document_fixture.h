// A document that every check accepts, and what it takes to have one that is wrong.
#pragma once

#include <gtest/gtest.h>

#include <string>

#include "base/words.h"
#include "crypto/failure.h"
#include "nitro/authority.h"
#include "nitro/cbor_writer.h"
#include "nitro/document_maker.h"
#include "nitro/verify.h"
#include "tests/support/certificates.h"
#include "tests/support/edited_document.h"
#include "tests/support/enclave.h"

namespace krm::nitro {

using base::Bytes;
using base::ByteView;
using test::now;

// One item of CBOR: cbor([](auto& w) { w.text("x"); }).
template <typename Write>
Bytes cbor(Write write) {
  CborWriter writer;
  write(writer);
  return std::move(writer).take();
}
inline Bytes text(std::string_view value) {
  return cbor([&](CborWriter& w) { w.text(value); });
}
inline Bytes integer(std::int64_t value) {
  return cbor([&](CborWriter& w) { w.integer(value); });
}
inline Bytes string_of(std::size_t size) {
  return cbor([&](CborWriter& w) { w.bytes(Bytes(size, 0x61)); });
}
inline Bytes null() {
  return cbor([](CborWriter& w) { w.null(); });
}

class DocumentFixture : public testing::Test {
 protected:
  DocumentFixture() {
    terms_.public_key = test::Enclave::of().public_key();
    terms_.nonce = Bytes(16, 0x4e);
    policy_.verify = Verify::chain;
    trust(authority_);
  }

  static const Authority& shared_authority() {
    static const Authority made = Authority::make();
    return made;
  }

  void trust(const Authority& authority) {
    policy_.roots = {};
    ASSERT_TRUE(policy_.roots.anchors.add_pem(crypto::to_pem(*authority.root().certificate)));
  }

  // By a leaf of the authority, issued at `issued_at` as the chain terms say.
  crypto::CertifiedKey signer() const { return authority_.issue(issued_at_, chain_); }
  Bytes document() const { return make_document(terms_, signer()); }

  // The same with a payload that `edit` has changed before it is signed.
  template <typename Edit>
  Bytes edited(Edit edit) const {
    const auto key = signer();
    test::Payload payload(document_payload(terms_, key));
    edit(payload);
    return sign_document(payload.written(), *key.key);
  }

  // "accepted", or the check and why.
  std::string verdict(ByteView bytes) const { return verdict(bytes, policy_); }
  static std::string verdict(ByteView bytes, const Policy& policy, base::WallTime at = now) {
    const auto verified = verify(bytes, policy, at);
    // What OpenSSL failed at is not to be found by whoever asks it next.
    EXPECT_EQ(crypto::take_failure(), "");
    if (verified) return "accepted";
    return std::string(base::word_of(verified.error().check)) + ": it " + verified.error().why;
  }
  std::string verdict_under(Verify mode, ByteView bytes) const {
    Policy policy = policy_;
    policy.verify = mode;
    return verdict(bytes, policy);
  }

  const Authority& authority_ = shared_authority();
  base::WallTime issued_at_ = now;
  DocumentTerms terms_ = usual_document(now);
  ChainTerms chain_ = usual_chain(terms_.module_id);
  Policy policy_;
};

}  // namespace krm::nitro

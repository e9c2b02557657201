// Gives the verdict on an attestation document.
//
// Thread-safety: any thread may call it. It throws crypto::Broken.
#pragma once

#include <string>
#include <tl/expected.hpp>

#include "base/bytes.h"
#include "base/clock.h"
#include "crypto/digest.h"
#include "crypto/rsa_public_key.h"
#include "nitro/policy.h"
#include "nitro/refusal.h"

namespace krm::nitro {

// Says who has shown a document that was accepted.
struct Attestation {
  crypto::RsaPublicKey key;
  crypto::Sha256 key_id;  // SHA-256 of the SubjectPublicKeyInfo, as the document has it
  Verify verified = Verify::structure;
  std::string module_id;  // empty under lenient
  std::string pcr0;       // first bytes of PCR0 in hexadecimal; empty under lenient or without it
};

// Returns who has shown `document`, if it satisfies `policy`. `now` is a time of the clock that the
// document's time is compared with. A refusal always fills `seen`.
//
// REQUIRES: policy.verify is not off.
tl::expected<Attestation, Refusal> verify(base::ByteView document, const Policy& policy,
                                          base::WallTime now);

}  // namespace krm::nitro

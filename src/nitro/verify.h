// The verdict on an attestation document.
//
// Thread-safety: functions of their arguments. They throw crypto::Broken.
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

// Whoever has shown a document that was accepted.
struct Attestation {
  crypto::RsaPublicKey key;
  crypto::Sha256 key_id;  // SHA-256 of the SubjectPublicKeyInfo, as the document has it
  Verify verified = Verify::structure;
  std::string module_id;  // empty under lenient
  std::string pcr0;       // its first bytes in hexadecimal; empty where there is none
};

// `now`: on the clock that the document's time is to be compared with. A refusal has words for what
// was seen. REQUIRES: policy.verify is not off.
tl::expected<Attestation, Refusal> verify(base::ByteView document, const Policy& policy,
                                          base::WallTime now);

}  // namespace krm::nitro

// Asks OpenSSL's verifier about a Nitro chain.
#pragma once

#include <string>

#include "base/clock.h"
#include "crypto/certified_key.h"
#include "tests/support/cbor_item.h"

namespace krm::test {

// Returns what the strict verifier says, in its words: "ok" or "certificate has expired". It
// verifies `leaf` and its chain at the time `at`, and trusts `root` alone. It does not check
// whether the leaf may sign.
std::string verdict_on_chain(const crypto::CertifiedKey& root, const crypto::CertifiedKey& leaf,
                             base::WallTime at);

// Returns the certificates that a document's payload holds: the leaf, without a key, and its chain.
// Throws when one of them is no certificate.
crypto::CertifiedKey chain_in(const CborItem& payload);

}  // namespace krm::test

// What OpenSSL's verifier makes of a Nitro chain.
#pragma once

#include <string>

#include "base/clock.h"
#include "crypto/certified_key.h"
#include "tests/support/cbor_item.h"

namespace krm::test {

// Its verdict in its words, "ok" or "certificate has expired", strict, at the time `at`, of whoever
// trusts `root` alone and is shown `leaf` and its chain. It does not ask whether the leaf may sign.
std::string verdict_on_chain(const crypto::CertifiedKey& root, const crypto::CertifiedKey& leaf,
                             base::WallTime at);

// The certificates that a document's payload holds: the leaf, without a key, and its chain. Throws
// when one of them is none.
crypto::CertifiedKey chain_in(const CborItem& payload);

}  // namespace krm::test

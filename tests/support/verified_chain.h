// What OpenSSL's verifier makes of a Nitro chain.
#pragma once

#include <string>

#include "base/clock.h"
#include "crypto/certified_key.h"

namespace krm::test {

// Its verdict in its words, "ok" or "certificate has expired", strict, at the time `at`, of whoever
// trusts `root` alone and is shown `leaf` and its chain. It does not ask whether the leaf may sign.
std::string verdict_on_chain(const crypto::CertifiedKey& root, const crypto::CertifiedKey& leaf,
                             base::WallTime at);

}  // namespace krm::test

// The stage `attest`, the last check of a request. It judges the attestation document of a
// Recipient.
#pragma once

#include <memory>
#include <string_view>

#include "base/clock.h"
#include "kms/model.h"
#include "nitro/policy.h"

namespace krm::kms {

using Attested = tl::expected<std::shared_ptr<const nitro::Attestation>, aws::Failure>;

// Verifies the attestation document of `recipient` under `policy` at the time `now`. Returns what
// it attests. On failure returns one of:
//   UnsupportedOperationException  verification is off. A client that attests must never be given
//                                  Plaintext.
//   access_denied()                PCRs other than expected, as for a condition of a policy that is
//                                  not met. `arn` names who asks.
//   ValidationException            all other faults, in a sentence of ours: nothing is recorded of
//                                  what KMS says.
// Throws crypto::Broken. REQUIRES: check_required() has passed the request.
Attested attest(const Recipient& recipient, const nitro::Policy& policy, base::WallTime now,
                std::string_view arn);

}  // namespace krm::kms

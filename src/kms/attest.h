// The stage `attest`, the last: what becomes of a Recipient.
#pragma once

#include <memory>
#include <string_view>

#include "base/clock.h"
#include "kms/model.h"
#include "nitro/policy.h"

namespace krm::kms {

using Attested = tl::expected<std::shared_ptr<const nitro::Attestation>, aws::Failure>;

// What the attestation document of a Recipient comes to. It is UnsupportedOperationException where
// no document is looked at, since a client that attests must never be given Plaintext;
// access_denied(), as for a condition of a policy that is not met, for PCRs other than expected,
// `arn` being who asks. For all else it is ValidationException with a sentence of ours: nothing is
// recorded of what KMS says. Throws crypto::Broken.
// REQUIRES: check_required() has passed the request.
Attested attest(const Recipient& recipient, const nitro::Policy& policy, base::WallTime now,
                std::string_view arn);

}  // namespace krm::kms

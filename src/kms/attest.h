// The stage `attest`, the last: what becomes of a Recipient.
#pragma once

#include "kms/model.h"

namespace krm::kms {

// Grants a request without a Recipient. One with a Recipient is UnsupportedOperationException: a
// client that attests must never be given Plaintext, and nothing here can seal.
// REQUIRES: check_required() has passed the request.
Outcome attest(const GenerateRandomRequest& request);

}  // namespace krm::kms

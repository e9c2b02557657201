// Checks that an attestation document comes from where it says, and that it is recent. It checks
// the signature, the certificates behind that, and the age.
//
// Thread-safety: any thread may call it. It throws crypto::Broken.
#pragma once

#include <tl/expected.hpp>

#include "base/clock.h"
#include "nitro/attestation_document.h"
#include "nitro/cose_sign1.h"
#include "nitro/policy.h"
#include "nitro/refusal.h"

namespace krm::nitro {

tl::expected<void, Refusal> check_origin(const CoseSign1& sign1,
                                         const AttestationDocument& document, const Policy& policy,
                                         base::WallTime now);

}  // namespace krm::nitro

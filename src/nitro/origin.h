// Whether an attestation document comes from where it says, and from now: its signature, the
// certificates behind that, and its age.
//
// Thread-safety: a function of its arguments. It throws crypto::Broken.
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

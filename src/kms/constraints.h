// The stage `constraints`. It checks a request against the limits of the service model. The front
// end does so before the operation sees the request, and has its own words for it.
#pragma once

#include "kms/model.h"

namespace krm::kms {

// Fails with one ValidationException for all failures: "2 validation errors detected: A; B" (REAL
// patterns: LocalStack snapshots). AWS keeps no order between members; ours is the order of the
// model.
Passed check_constraints(const GenerateRandomRequest& request);

}  // namespace krm::kms

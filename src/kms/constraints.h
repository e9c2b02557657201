// The stage `constraints`: what the front end checks against the model before the operation sees
// the request, and the words it has for it.
#pragma once

#include "kms/model.h"

namespace krm::kms {

// All failures in one ValidationException: "2 validation errors detected: A; B" (REAL patterns:
// LocalStack snapshots). Between members AWS keeps no order; ours is the model's.
Passed check_constraints(const GenerateRandomRequest& request);

}  // namespace krm::kms

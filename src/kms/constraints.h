// The stage `constraints`. It checks a request against the limits of the service model. The front
// end does so before the operation sees the request, and has its own words for it.
#pragma once

#include <span>
#include <string_view>

#include "kms/model.h"

namespace krm::kms {

// `required` are the members that the model requires of the operation.
//
// Fails with one ValidationException for all failures: "2 validation errors detected: A; B" (REAL
// patterns: LocalStack snapshots). AWS keeps no order between members; ours is the order of the
// model.
Passed check_constraints(const Asked& asked, std::span<const std::string_view> required = {});

}  // namespace krm::kms

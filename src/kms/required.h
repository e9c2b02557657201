// The stage `required`. It checks what the operation itself demands, after the front end has let
// the request pass.
#pragma once

#include "kms/model.h"

namespace krm::kms {

// Fails with a ValidationException that names the first member that is missing. NumberOfBytes comes
// first (REAL: LocalStack snapshots, recorded 2023 and again 2024). Then come both members of a
// Recipient (GUESS: nothing is recorded, the sentences are ours after the recorded one).
Passed check_required(const Asked& request);

}  // namespace krm::kms

// The stage `required`: what the operation itself demands, after the front end has let it pass.
#pragma once

#include "kms/model.h"

namespace krm::kms {

// NumberOfBytes (REAL: LocalStack snapshots, recorded 2023 and again 2024), then both members of a
// Recipient (GUESS: nothing is recorded, the sentences are ours after the recorded one).
Passed check_required(const GenerateRandomRequest& request);

}  // namespace krm::kms

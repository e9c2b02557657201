// GenerateRandom gives random bytes, sealed or as they are.
#pragma once

#include "kms/operation.h"

namespace krm::kms {

extern const Operation generate_random;

}  // namespace krm::kms

// ConnectCustomKeyStore begins to connect a key store. How long that takes and how it ends is a
// matter of its terms (kms/key_stores).
#pragma once

#include "kms/operation.h"

namespace krm::kms {

extern const Operation connect_custom_key_store;

}  // namespace krm::kms

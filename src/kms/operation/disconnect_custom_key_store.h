// DisconnectCustomKeyStore begins to disconnect a key store.
#pragma once

#include "kms/operation.h"

namespace krm::kms {

extern const Operation disconnect_custom_key_store;

}  // namespace krm::kms

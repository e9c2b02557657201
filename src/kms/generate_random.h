// The operation: from a decoded body to an Outcome. Draws nothing.
//
//   types -> constraints -> required -> key store -> attest -> Outcome
//
// The first stage that fails decides. That `constraints` come before `required`, and the key store
// before the Recipient, is a GUESS.
#pragma once

#include "aws/json_value.h"
#include "kms/key_stores.h"
#include "kms/model.h"

namespace krm::kms {

Outcome generate_random(const aws::JsonValue& body, const KeyStores& stores);

}  // namespace krm::kms

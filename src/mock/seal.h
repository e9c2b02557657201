// The stage `seal`: the bytes of a reply to a Recipient become a CiphertextForRecipient.
#pragma once

#include "mock/case.h"

namespace krm::mock {

// Puts what is sealed in the place of the payload, damaged as the plan says, and wipes what was
// there. Does nothing for a plan without a recipient. Throws crypto::Broken.
void seal(Case& one);

}  // namespace krm::mock

// The stage `draw`: every random byte of one reply, from the system in one request to it.
#pragma once

#include "base/entropy.h"
#include "mock/case.h"

namespace krm::mock {

// Fills what is drawn. A draw that fails turns the plan's outcome into KMSInternalException and
// leaves the payload empty. The request id then comes from another draw, or is all zeros when
// that fails too. The tenant keeps what a retry needs to get the same bytes.
void draw(Case& one, base::Entropy& entropy);

}  // namespace krm::mock

// What tells one scenario from another.
#pragma once

#include <string>

#include "scenario/scenario.h"

namespace krm::scenario {

// 32 hexadecimal digits, of everything it says and of the bytes of the files it names; how that is
// written down, and what comments say, makes no difference.
std::string digest(const Scenario& scenario);

}  // namespace krm::scenario

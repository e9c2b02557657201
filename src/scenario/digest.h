// A digest tells one scenario from another.
#pragma once

#include <string>
#include <vector>

#include "scenario/scenario.h"

namespace krm::scenario {

// Returns 32 hexadecimal digits, of everything it says and of the bytes of the files it names. How
// that is written down, and what comments say, makes no difference.
std::string digest(const Scenario& scenario);

// Returns the same of a value as its codec writes it, and of the files within it.
std::string digest(const Node& written, const std::vector<const document::ReferencedFile*>& files);

}  // namespace krm::scenario

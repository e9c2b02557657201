// Where things are kept from one run to the next.
#pragma once

#include <string>

#include "cli/environment.h"

namespace krm::cli {

// kms-random-mock in the user's state directory (XDG Base Directory Specification). Empty when the
// environment has no home for it.
std::string state_directory(const Environment& environment);

// Whoever is told of a path may go elsewhere.
std::string absolute(const std::string& path);

}  // namespace krm::cli

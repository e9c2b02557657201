// Finds the place where things are kept from one run to the next.
#pragma once

#include <string>

#include "cli/environment.h"

namespace krm::cli {

// Returns kms-random-mock in the user's state directory (XDG Base Directory Specification). Returns
// an empty path when the environment has no home for it.
std::string state_directory(const Environment& environment);

// Returns `path` as an absolute path: whoever is told of it may be in another directory. On failure
// returns `path` as it is.
std::string absolute(const std::string& path);

}  // namespace krm::cli

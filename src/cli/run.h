// The whole program behind main().
//
// Thread-safety: for the main thread.
#pragma once

namespace krm::cli {

// Parses the arguments, does what they ask for, and returns the exit code.
int run(int argc, const char* const* argv, const char* const* environment);

}  // namespace krm::cli

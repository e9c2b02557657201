// The whole program behind main(): parses, does what is asked, and returns the exit code.
#pragma once

namespace krm::cli {

int run(int argc, const char* const* argv, const char* const* environment);

}  // namespace krm::cli

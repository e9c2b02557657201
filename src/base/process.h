// The process as the operating system sees it: termination signals and limits.
#pragma once

#include <cstddef>

namespace krm::base {

// SIGTERM and SIGINT as a call that returns. block() must run before any thread is started, since
// threads inherit the mask; also ignores SIGPIPE.
class TerminationSignals {
 public:
  static void block();

  // Waits for the first signal.
  static void wait();

  // From now on another one ends the process at once with exit code 1; one that has come since
  // wait() does so here.
  static void end_at_the_next();

  // As if a SIGTERM had come, for a part that cannot go on.
  static void raise();
};

// Raises the soft limit of open files towards `wanted`, as far as the hard limit lets it, and
// returns the limit now in force.
std::size_t raise_file_limit(std::size_t wanted);

}  // namespace krm::base

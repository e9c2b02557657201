// The process as the operating system sees it: signals and limits.
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>

namespace krm::base {

// Signals as calls that return. block() must run before any thread is started, since threads
// inherit the mask; it also ignores SIGPIPE.
class Signals {
 public:
  enum class Wish {
    end,     // SIGTERM, SIGINT, or a terminal that went away
    reload,  // a SIGHUP that somebody sent
  };

  static void block();

  // Waits for the next; nothing when none came in that time.
  static std::optional<Wish> wait(std::optional<std::chrono::milliseconds> time = {});

  // From now on another SIGTERM or SIGINT ends the process at once with exit code 1; one that has
  // come since wait() does so here.
  static void end_at_the_next();

  // As if a SIGTERM had come, for a part that cannot go on.
  static void raise_end();
};

// Raises the soft limit of open files towards `wanted`, as far as the hard limit lets it, and
// returns the limit now in force.
std::size_t raise_file_limit(std::size_t wanted);

}  // namespace krm::base

// The process as the operating system sees it: signals and limits.
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>

namespace krm::base {

// Signals as calls that return. For one thread.
class Signals {
 public:
  enum class Wish {
    end,     // SIGTERM, SIGINT, or the SIGHUP of a terminal that went away
    reload,  // any other SIGHUP
  };

  // Blocks them for this thread and those it starts, so it must be made before any is started; also
  // ignores SIGPIPE. Under nohup, which ignores SIGHUP, a terminal that goes away is no end.
  Signals();

  // Waits for the next; with a time, gives nothing when none came in it.
  std::optional<Wish> wait(std::optional<std::chrono::milliseconds> time);

  // From now on another SIGTERM or SIGINT ends the process at once with exit code 1; one that has
  // come since wait() does so here.
  void end_at_the_next();

  // As if a SIGTERM had come, for a part that cannot go on. For any thread.
  static void raise_end();

 private:
  bool lost_terminal();

  bool has_terminal_;
  const bool outlives_terminal_;
};

// Raises the soft limit of open files towards `wanted`, as far as the hard limit lets it, and
// returns the limit now in force.
std::size_t raise_file_limit(std::size_t wanted);

}  // namespace krm::base

// Deals with the operating system for the whole process: signals, the limit of open files, and
// memory.
//
// Thread-safety: for one thread, except where a function says otherwise.
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>

namespace krm::base {

// Waits for signals with a call that returns, so that no code has to run in a signal handler.
class Signals {
 public:
  enum class Wish {
    end,     // SIGTERM, SIGINT, or the SIGHUP of a terminal that went away
    reload,  // any other SIGHUP
  };

  // Blocks SIGTERM, SIGINT and SIGHUP for this thread and all threads that it starts later. So make
  // it before you start any. Also ignores SIGPIPE. Under nohup, which ignores SIGHUP, wait() does
  // not return when the terminal goes away.
  Signals();

  // Waits for the next signal and returns what it asks for. With a `time`, returns nullopt when no
  // signal comes within it.
  std::optional<Wish> wait(std::optional<std::chrono::milliseconds> time);

  // Makes the next SIGTERM or SIGINT end the process at once, with exit code 1. If one has come
  // since wait(), the process ends here.
  void end_at_the_next();

  // Sends SIGTERM to this process. A part of the program that cannot go on calls it. Thread-safe.
  static void raise_end();

 private:
  bool lost_terminal();

  bool has_terminal_;
  const bool outlives_terminal_;
};

// Raises the soft limit of open files to the hard one. Returns the limit that is now in force.
std::size_t raise_file_limit();

// Gives freed memory back to the system. The allocator keeps it otherwise. Thread-safe.
void give_memory_back();
// Has each block of a MiB or more go back by itself when it is freed. Otherwise the allocator keeps
// such blocks once it has seen a few. It is for the whole process. REQUIRES: no other thread has
// begun.
void give_large_blocks_back();

}  // namespace krm::base

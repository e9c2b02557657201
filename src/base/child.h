// A command that runs in front of us: with our terminal, our stdin, stdout and stderr, and the
// limits and signals that this process was started with.
//
//   const Inheritance inherited;  // before anything changes them
//   Inheritance::hold_signals();  // before other threads start
//   Child child = Child::start(...);
//   int code = child.wait();
//
// Thread-safety: for the main thread.
#pragma once

#include <sys/resource.h>
#include <sys/types.h>

#include <csignal>
#include <optional>
#include <string>
#include <tl/expected.hpp>
#include <vector>

namespace krm::base {

// What a command gets back.
class Inheritance {
 public:
  // Remembers what this process has now.
  Inheritance();

  // Blocks the signals that Child::wait() hands on, and ignores SIGPIPE. REQUIRES: other threads
  // start later, since they take that over.
  static void hold_signals();

  // Gives it to this process, which is about to become the command.
  void restore() const;

 private:
  sigset_t mask_{};
  struct sigaction pipe_ {};
  struct sigaction child_ {};
  rlimit files_{};
};

// Opens what of stdin, stdout and stderr is closed, so that no file of ours takes its place. A
// command that is started finds it closed again.
void keep_standard_descriptors();

class Child {
 public:
  struct Failure {
    int code;  // as shells have it: 127 if there is no such command, 126 if it cannot be run
    std::string why;
  };

  // Starts `command`, its name first, and looks for it on PATH. `environment` has "NAME=value".
  static tl::expected<Child, Failure> start(const std::vector<std::string>& command,
                                            const std::vector<std::string>& environment,
                                            const Inheritance& inherited);

  struct Ended {
    int code;                   // its own, or 128 and the signal that killed it
    std::optional<int> signal;  // that killed it
  };
  // Waits until the command has ended, not for what it leaves behind. Hands on SIGINT, SIGTERM,
  // SIGHUP and SIGQUIT, but for those of the terminal, which the command has already. A second
  // SIGINT kills it. Buries whatever this process inherits as the first of a container.
  Ended wait() const;

 private:
  explicit Child(pid_t pid) : pid_(pid) {}

  pid_t pid_;
};

}  // namespace krm::base

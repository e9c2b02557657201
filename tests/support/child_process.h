// Runs another program for a test. The test chooses its arguments and its environment, and reads
// its output through pipes. The program does not outlive the object.
//
// Thread-safety: none.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace krm::test {

class ChildProcess {
 public:
  // Starts `arguments[0]` (a path) with that environment ("NAME=value"). Its stdin holds `input`
  // and then ends. Throws std::system_error when it cannot be started.
  // REQUIRES: `input` fits into a pipe (64 KiB).
  explicit ChildProcess(std::vector<std::string> arguments,
                        std::vector<std::string> environment = {}, std::string_view input = {});
  // Kills the program if it still runs.
  ~ChildProcess();
  ChildProcess(const ChildProcess&) = delete;
  ChildProcess& operator=(const ChildProcess&) = delete;

  void send_signal(int signal);

  // Waits for a line that begins with `beginning`, and returns it without its end. Returns "" when
  // the program or the patience ends before such a line comes.
  std::string wait_for_line_on_stderr(std::string_view beginning);

  // Waits for the program to end, and returns its exit code. When a signal ended it, returns 128
  // plus the signal's number, as a shell does. Returns nullopt when the patience ends first.
  std::optional<int> wait();

  bool runs();
  // Returns whether all of its threads sleep, so that none runs or waits for a processor.
  bool sleeps() const;

  // Return what the calls above have read of its output. After wait() that is all of it.
  const std::string& out() const { return out_.text; }
  const std::string& err() const { return err_.text; }

 private:
  using TimePoint = std::chrono::steady_clock::time_point;

  struct Pipe {
    int descriptor = -1;
    std::string text;
  };

  // Reads what comes first. Returns false when both pipes are at their end or the time is up.
  bool read_some(TimePoint end);
  void read_from(Pipe& pipe);
  bool reap(int options);

  pid_t pid_ = -1;
  std::optional<int> status_;
  Pipe out_;
  Pipe err_;
};

}  // namespace krm::test

// Another program, run by a test: its arguments and environment are the test's, its output is read
// through pipes, and it does not outlive the test.
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
  // Starts `arguments[0]` (a path) with that environment ("NAME=value") and `input` on stdin, which
  // is at its end then. Throws std::system_error when it cannot be started.
  // REQUIRES: `input` fits into a pipe (64 KiB).
  explicit ChildProcess(std::vector<std::string> arguments,
                        std::vector<std::string> environment = {}, std::string_view input = {});
  // Kills it if it still runs.
  ~ChildProcess();
  ChildProcess(const ChildProcess&) = delete;
  ChildProcess& operator=(const ChildProcess&) = delete;

  void send_signal(int signal);

  // Waits for a line that begins so, and returns it without its end; an empty text when the
  // program ends or patience does before one comes.
  std::string wait_for_line_on_stderr(std::string_view beginning);

  // Waits for its end and returns the exit code, or 128 and the number of the signal that ended it,
  // as a shell does. Nothing when it does not end before patience does.
  std::optional<int> wait();

  bool runs();
  // Whether each of its threads waits for something, and none for a processor.
  bool sleeps() const;

  // What it has written, as far as the calls above have read; after wait() all of it.
  const std::string& out() const { return out_.text; }
  const std::string& err() const { return err_.text; }

 private:
  using TimePoint = std::chrono::steady_clock::time_point;

  struct Pipe {
    int descriptor = -1;
    std::string text;
  };

  // Reads what comes first; false when both pipes are at their end or the time is up.
  bool read_some(TimePoint end);
  void read_from(Pipe& pipe);
  bool reap(int options);

  pid_t pid_ = -1;
  std::optional<int> status_;
  Pipe out_;
  Pipe err_;
};

}  // namespace krm::test

#include "tests/support/child_process.h"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <system_error>
#include <utility>

namespace krm::test {
namespace {

using SteadyClock = std::chrono::steady_clock;

constexpr auto long_patience = std::chrono::seconds(20);

std::vector<char*> pointers(std::vector<std::string>& texts) {
  std::vector<char*> all;
  for (std::string& text : texts) all.push_back(text.data());
  all.push_back(nullptr);
  return all;
}

std::array<int, 2> make_pipe() {
  std::array<int, 2> ends;
  if (pipe2(ends.data(), O_CLOEXEC) != 0) {
    throw std::system_error(errno, std::generic_category(), "pipe");
  }
  return ends;
}

// The reading end of a pipe that holds that text and nothing else to come.
int pipe_with(std::string_view text) {
  const auto ends = make_pipe();
  const ssize_t written = write(ends[1], text.data(), text.size());
  close(ends[1]);
  if (written == static_cast<ssize_t>(text.size())) return ends[0];
  close(ends[0]);
  throw std::system_error(errno, std::generic_category(), "write");
}

}  // namespace

ChildProcess::ChildProcess(std::vector<std::string> arguments, std::vector<std::string> environment,
                           std::string_view input) {
  const int in = pipe_with(input);
  const auto out = make_pipe();
  const auto err = make_pipe();
  out_.descriptor = out[0];
  err_.descriptor = err[0];
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, in, STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&actions, out[1], STDOUT_FILENO);
  posix_spawn_file_actions_adddup2(&actions, err[1], STDERR_FILENO);
  const int error = posix_spawn(&pid_, arguments.front().c_str(), &actions, nullptr,
                                pointers(arguments).data(), pointers(environment).data());
  posix_spawn_file_actions_destroy(&actions);
  close(in);
  close(out[1]);
  close(err[1]);
  if (error == 0) return;
  close(out[0]);
  close(err[0]);
  throw std::system_error(error, std::generic_category(), arguments.front());
}

ChildProcess::~ChildProcess() {
  if (!status_ && !reap(WNOHANG)) {
    kill(pid_, SIGKILL);
    reap(0);
  }
  for (const Pipe* pipe : {&out_, &err_}) {
    if (pipe->descriptor >= 0) close(pipe->descriptor);
  }
}

void ChildProcess::send_signal(int signal) {
  if (!status_) kill(pid_, signal);
}

std::string ChildProcess::wait_for_line_on_stderr(std::string_view beginning) {
  const auto end = SteadyClock::now() + long_patience;
  std::size_t line = 0;
  do {
    for (auto at = err_.text.find('\n', line); at != std::string::npos;
         at = err_.text.find('\n', line)) {
      if (std::string_view(err_.text).substr(line).starts_with(beginning)) {
        return err_.text.substr(line, at - line);
      }
      line = at + 1;
    }
  } while (read_some(end));
  return {};
}

std::optional<int> ChildProcess::wait() {
  const auto end = SteadyClock::now() + long_patience;
  while (read_some(end)) {
  }
  // Its output is at its end, so it is about to be.
  while (!status_ && !reap(WNOHANG) && SteadyClock::now() < end) poll(nullptr, 0, 1);
  return status_;
}

bool ChildProcess::runs() { return !status_ && !reap(WNOHANG); }

bool ChildProcess::sleeps() const {
  std::error_code gone;
  const auto tasks = std::filesystem::path("/proc") / std::to_string(pid_) / "task";
  for (const auto& task : std::filesystem::directory_iterator(tasks, gone)) {
    std::string stat;
    std::getline(std::ifstream(task.path() / "stat"), stat);
    const auto name_end = stat.rfind(')');
    if (name_end == std::string::npos || stat.compare(name_end, 3, ") S") != 0) return false;
  }
  return !gone;
}

bool ChildProcess::read_some(TimePoint end) {
  const auto left = std::chrono::ceil<std::chrono::milliseconds>(end - SteadyClock::now()).count();
  // poll() passes over descriptors below zero.
  std::array<pollfd, 2> events{{{out_.descriptor, POLLIN, 0}, {err_.descriptor, POLLIN, 0}}};
  if (out_.descriptor < 0 && err_.descriptor < 0) return false;
  if (left <= 0 || poll(events.data(), events.size(), static_cast<int>(left)) <= 0) return false;
  if (events[0].revents != 0) read_from(out_);
  if (events[1].revents != 0) read_from(err_);
  return true;
}

void ChildProcess::read_from(Pipe& pipe) {
  std::array<char, 4096> bytes;
  const ssize_t size = read(pipe.descriptor, bytes.data(), bytes.size());
  if (size > 0) {
    pipe.text.append(bytes.data(), static_cast<std::size_t>(size));
  } else {
    close(std::exchange(pipe.descriptor, -1));
  }
}

bool ChildProcess::reap(int options) {
  int status = 0;
  if (waitpid(pid_, &status, options) != pid_) return false;
  status_ = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  return true;
}

}  // namespace krm::test

#include "base/child.h"

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>

#include "base/file.h"

namespace krm::base {
namespace {

constexpr int not_found = 127;
constexpr int not_executable = 126;
// Some programs send one signal to a process and to its group. That is no second one.
constexpr std::chrono::milliseconds shortest_between_two{20};

sigset_t waited_for() {
  sigset_t set;
  sigemptyset(&set);
  for (const int signal : {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGCHLD}) sigaddset(&set, signal);
  return set;
}

std::vector<char*> pointers_to(const std::vector<std::string>& texts) {
  std::vector<char*> pointers;
  pointers.reserve(texts.size() + 1);
  for (const std::string& text : texts) pointers.push_back(const_cast<char*>(text.c_str()));
  pointers.push_back(nullptr);
  return pointers;
}

// Becomes the command, or writes why it cannot into `pipe`.
[[noreturn]] void become(char* const* command, char* const* environment,
                         const Inheritance& inherited, int pipe) {
  inherited.restore();
  execvpe(command[0], command, environment);
  const int error = errno;
  [[maybe_unused]] const auto written = write(pipe, &error, sizeof error);
  _exit(not_found);
}

}  // namespace

Inheritance::Inheritance() {
  pthread_sigmask(SIG_BLOCK, nullptr, &mask_);
  sigaction(SIGPIPE, nullptr, &pipe_);
  sigaction(SIGCHLD, nullptr, &child_);
  getrlimit(RLIMIT_NOFILE, &files_);
}

void Inheritance::hold_signals() {
  const sigset_t set = waited_for();
  pthread_sigmask(SIG_BLOCK, &set, nullptr);
  std::signal(SIGPIPE, SIG_IGN);
  std::signal(SIGCHLD, SIG_DFL);  // who ignores it is not told of ends
}

void Inheritance::restore() const {
  sigaction(SIGPIPE, &pipe_, nullptr);
  sigaction(SIGCHLD, &child_, nullptr);
  setrlimit(RLIMIT_NOFILE, &files_);
  pthread_sigmask(SIG_SETMASK, &mask_, nullptr);
}

void keep_standard_descriptors() {
  for (int opened = 0; opened <= STDERR_FILENO;) {
    opened = open("/dev/null", O_RDWR | O_CLOEXEC);
    if (opened < 0) return;
    if (opened > STDERR_FILENO) close(opened);
  }
}

tl::expected<Child, Child::Failure> Child::start(const std::vector<std::string>& command,
                                                 const std::vector<std::string>& environment,
                                                 const Inheritance& inherited) {
  const auto words = pointers_to(command);
  const auto variables = pointers_to(environment);
  std::array<int, 2> pipe{};
  if (pipe2(pipe.data(), O_CLOEXEC) != 0) return tl::unexpected(Failure{1, in_words(errno)});
  const pid_t pid = fork();
  if (pid == 0) become(words.data(), variables.data(), inherited, pipe[1]);
  const int fork_error = errno;
  close(pipe[1]);
  int error = 0;
  const bool failed = pid > 0 && read(pipe[0], &error, sizeof error) == sizeof error;
  close(pipe[0]);
  if (pid < 0) return tl::unexpected(Failure{1, in_words(fork_error)});
  if (!failed) return Child(pid);
  waitpid(pid, nullptr, 0);
  const bool is_missing = error == ENOENT || error == ENOTDIR;
  return tl::unexpected(Failure{is_missing ? not_found : not_executable, in_words(error)});
}

Child::Ended Child::wait() const {
  const sigset_t set = waited_for();
  using Clock = std::chrono::steady_clock;
  std::optional<Clock::time_point> interrupted;
  for (;;) {
    siginfo_t info{};
    if (sigwaitinfo(&set, &info) < 0) continue;
    if (info.si_signo == SIGCHLD) {
      int status = 0;
      for (pid_t one = 0; (one = waitpid(-1, &status, WNOHANG)) > 0;) {
        if (one != pid_) continue;
        if (!WIFSIGNALED(status)) return {WEXITSTATUS(status), {}};
        return {128 + WTERMSIG(status), WTERMSIG(status)};
      }
      continue;
    }
    // The terminal tells all of a process group.
    const bool has_it = info.si_code == SI_KERNEL && getpgid(pid_) == getpgrp();
    const bool is_second = info.si_signo == SIGINT && interrupted &&
                           Clock::now() - *interrupted > shortest_between_two;
    if (info.si_signo == SIGINT && !interrupted) interrupted = Clock::now();
    if (is_second) {
      kill(pid_, SIGKILL);
    } else if (!has_it) {
      kill(pid_, info.si_signo);
    }
  }
}

}  // namespace krm::base

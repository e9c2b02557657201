#include "base/process.h"

#include <fcntl.h>
#include <malloc.h>
#include <pthread.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>

namespace krm::base {
namespace {

sigset_t termination() {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGTERM);
  sigaddset(&set, SIGINT);
  return set;
}

sigset_t all() {
  sigset_t set = termination();
  sigaddset(&set, SIGHUP);
  return set;
}

bool terminal_is_there() {
  const int terminal = open("/dev/tty", O_RDONLY | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
  if (terminal >= 0) close(terminal);
  return terminal >= 0;
}

bool ignores_hangup() {
  struct sigaction action {};
  return sigaction(SIGHUP, nullptr, &action) == 0 && action.sa_handler == SIG_IGN;
}

extern "C" void end_at_once(int) { _exit(1); }

}  // namespace

Signals::Signals() : has_terminal_(terminal_is_there()), outlives_terminal_(ignores_hangup()) {
  const sigset_t set = all();
  pthread_sigmask(SIG_BLOCK, &set, nullptr);
  std::signal(SIGPIPE, SIG_IGN);
}

// Returns true only once, so that a server that outlives its terminal can still be told to reload.
bool Signals::lost_terminal() {
  if (!has_terminal_ || terminal_is_there()) return false;
  has_terminal_ = false;
  return true;
}

std::optional<Signals::Wish> Signals::wait(std::optional<std::chrono::milliseconds> time) {
  const sigset_t set = all();
  for (;;) {
    int signal = 0;
    if (time) {
      const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(*time);
      const timespec limit{.tv_sec = seconds.count(),
                           .tv_nsec = std::chrono::nanoseconds(*time - seconds).count()};
      signal = sigtimedwait(&set, nullptr, &limit);
      if (signal < 0) return std::nullopt;
    } else if (sigwait(&set, &signal) != 0) {
      continue;
    }
    if (signal != SIGHUP) return Wish::end;
    if (!lost_terminal()) return Wish::reload;
    if (!outlives_terminal_) return Wish::end;
  }
}

void Signals::end_at_the_next() {
  const sigset_t set = termination();
  std::signal(SIGTERM, end_at_once);
  std::signal(SIGINT, end_at_once);
  pthread_sigmask(SIG_UNBLOCK, &set, nullptr);
}

void Signals::raise_end() { kill(getpid(), SIGTERM); }

std::size_t raise_file_limit() {
  rlimit limit{};
  getrlimit(RLIMIT_NOFILE, &limit);
  limit.rlim_cur = limit.rlim_max;
  setrlimit(RLIMIT_NOFILE, &limit);
  getrlimit(RLIMIT_NOFILE, &limit);
  return static_cast<std::size_t>(limit.rlim_cur);
}

void give_memory_back() { malloc_trim(0); }

void give_large_blocks_back() {
  // NOLINTNEXTLINE(concurrency-mt-unsafe): the contract leaves no other thread.
  mallopt(M_MMAP_THRESHOLD, 1 << 20);
}

}  // namespace krm::base

#include "base/process.h"

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

extern "C" void end_at_once(int) { _exit(1); }

}  // namespace

void Signals::block() {
  sigset_t set = termination();
  sigaddset(&set, SIGHUP);
  pthread_sigmask(SIG_BLOCK, &set, nullptr);
  std::signal(SIGPIPE, SIG_IGN);
}

std::optional<Signals::Wish> Signals::wait(std::optional<std::chrono::milliseconds> time) {
  sigset_t set = termination();
  sigaddset(&set, SIGHUP);
  siginfo_t info{};
  int signal = -1;
  if (time) {
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(*time);
    const timespec limit{.tv_sec = seconds.count(),
                         .tv_nsec = std::chrono::nanoseconds(*time - seconds).count()};
    signal = sigtimedwait(&set, &info, &limit);
    if (signal < 0) return std::nullopt;
  } else {
    while (signal < 0) signal = sigwaitinfo(&set, &info);
  }
  // The kernel sends one to what a closed terminal leaves behind.
  const bool sent = info.si_code != SI_KERNEL;
  return signal == SIGHUP && sent ? Wish::reload : Wish::end;
}

void Signals::end_at_the_next() {
  const sigset_t set = termination();
  std::signal(SIGTERM, end_at_once);
  std::signal(SIGINT, end_at_once);
  pthread_sigmask(SIG_UNBLOCK, &set, nullptr);
}

void Signals::raise_end() { kill(getpid(), SIGTERM); }

std::size_t raise_file_limit(std::size_t wanted) {
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return wanted;
  if (limit.rlim_cur < wanted) {
    limit.rlim_cur = std::min<rlim_t>(wanted, limit.rlim_max);
    setrlimit(RLIMIT_NOFILE, &limit);
    getrlimit(RLIMIT_NOFILE, &limit);
  }
  return static_cast<std::size_t>(limit.rlim_cur);
}

}  // namespace krm::base

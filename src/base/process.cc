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

void TerminationSignals::block() {
  const sigset_t set = termination();
  pthread_sigmask(SIG_BLOCK, &set, nullptr);
  std::signal(SIGPIPE, SIG_IGN);
}

void TerminationSignals::wait() {
  const sigset_t set = termination();
  int signal = 0;
  sigwait(&set, &signal);
}

void TerminationSignals::end_at_the_next() {
  const sigset_t set = termination();
  std::signal(SIGTERM, end_at_once);
  std::signal(SIGINT, end_at_once);
  pthread_sigmask(SIG_UNBLOCK, &set, nullptr);
}

void TerminationSignals::raise() { kill(getpid(), SIGTERM); }

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

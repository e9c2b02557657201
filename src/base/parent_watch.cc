#include "base/parent_watch.h"

#include <poll.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <utility>

namespace krm::base {
namespace {

// Of the start of the program: whoever started it may end before anybody asks.
const pid_t first_parent = getppid();

constexpr int look_again = 200;  // milliseconds, where the kernel cannot tell of the end

bool is_stream(int descriptor) {
  struct stat what {};
  return fstat(descriptor, &what) == 0 && (S_ISFIFO(what.st_mode) || S_ISSOCK(what.st_mode));
}

}  // namespace

ParentWatch::ParentWatch(bool stdin_too, std::function<void()> gone)
    : gone_(std::move(gone)), thread_([this, stdin_too] { wait(stdin_too); }) {}

ParentWatch::~ParentWatch() {
  end_.raise();
  thread_.join();
}

void ParentWatch::wait(bool stdin_too) const {
  // Signals are for the thread that waits for them.
  sigset_t all;
  sigfillset(&all);
  pthread_sigmask(SIG_BLOCK, &all, nullptr);
  // glibc 2.36 has no name for it in its headers of C++.
  const int process = static_cast<int>(syscall(SYS_pidfd_open, first_parent, 0));
  const int input = stdin_too && is_stream(STDIN_FILENO) ? STDIN_FILENO : -1;
  std::array<pollfd, 3> any{
      {{end_.descriptor(), POLLIN, 0}, {process, POLLIN, 0}, {input, POLLRDHUP, 0}}};
  bool is_gone = false;
  // A parent that has ended is replaced by another.
  while (!(is_gone = getppid() != first_parent)) {
    const int found = poll(any.data(), any.size(), process < 0 ? look_again : -1);
    if (found < 0 && errno != EINTR) break;
    if (end_.raised()) break;
    is_gone = any[1].revents != 0 || any[2].revents != 0;
    if (is_gone) break;
  }
  if (process >= 0) close(process);
  if (is_gone && !end_.raised()) gone_();
}

}  // namespace krm::base

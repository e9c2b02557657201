#include "base/file_lock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <thread>

namespace krm::base {

using SteadyClock = std::chrono::steady_clock;

FileLock::FileLock(const std::string& path, std::chrono::milliseconds time)
    : descriptor_(open(path.c_str(), O_RDWR | O_CREAT | O_NOCTTY | O_CLOEXEC, 0600)) {
  const auto end = SteadyClock::now() + time;
  while (descriptor_ < 0 || flock(descriptor_, LOCK_EX | LOCK_NB) != 0) {
    error_ = errno;
    if (descriptor_ < 0 || error_ != EAGAIN || SteadyClock::now() >= end) return;
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
  }
  error_ = 0;
}

FileLock::~FileLock() {
  if (descriptor_ >= 0) close(descriptor_);
}

}  // namespace krm::base

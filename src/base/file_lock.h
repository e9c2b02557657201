// Locks a file, so that only one process at a time does something. The file has no other use. When
// a process ends, the system takes its lock back.
//
// Thread-safety: two FileLocks of one process also exclude each other.
#pragma once

#include <chrono>
#include <string>

namespace krm::base {

class FileLock {
 public:
  // Makes the file when it is missing. Waits at most `time` while somebody else has the lock.
  FileLock(const std::string& path, std::chrono::milliseconds time);
  ~FileLock();
  FileLock(const FileLock&) = delete;
  FileLock& operator=(const FileLock&) = delete;

  // Returns 0 when this object has the lock. Otherwise returns the number of the system's error. It
  // is EAGAIN when somebody else has the lock.
  int error() const { return error_; }

 private:
  int descriptor_;
  int error_ = 0;
};

}  // namespace krm::base

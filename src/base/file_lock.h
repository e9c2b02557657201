// A lock between processes, on a file that is there for nothing else. The system takes it back from
// a process that has ended.
//
// Thread-safety: two locks of one process exclude each other too.
#pragma once

#include <chrono>
#include <string>

namespace krm::base {

class FileLock {
 public:
  // Makes the file where it is missing, and waits at most `time` for whoever has the lock.
  FileLock(const std::string& path, std::chrono::milliseconds time);
  ~FileLock();
  FileLock(const FileLock&) = delete;
  FileLock& operator=(const FileLock&) = delete;

  // 0 when it is held, else the number of the system's error; EAGAIN when somebody else has it.
  int error() const { return error_; }

 private:
  int descriptor_;
  int error_ = 0;
};

}  // namespace krm::base

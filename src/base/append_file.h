// A file that lines are added to. It is replaced at the start, and each line is written at once.
// Where it is a pipe, nobody waits for its reader.
//
// Thread-safety: any thread may call all members, and lines never mix.
#pragma once

#include <cstddef>
#include <mutex>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

namespace krm::base {

class AppendFile {
 public:
  AppendFile() = default;
  ~AppendFile();
  AppendFile(const AppendFile&) = delete;
  AppendFile& operator=(const AppendFile&) = delete;

  // Makes the file, or empties the one that is there. On failure returns the system's reason.
  tl::expected<void, std::string> open(const std::string& path);

  // Writes a line. On failure returns why: the disk is full, or somebody has taken the file away.
  // A line that was written in part is taken back. REQUIRES: open() has succeeded.
  tl::expected<void, std::string> write(std::string_view line);

 private:
  std::mutex mutex_;
  int descriptor_ = -1;
};

}  // namespace krm::base

// The file that says that the server is ready, and where it is. It is renamed into place whole, and
// removed when the server stops.
//
// Thread-safety: for one thread.
#pragma once

#include <string>
#include <tl/expected.hpp>

namespace krm::cli {

class ReadyFile {
 public:
  // Removes what an earlier run may have left at `path`, so that nobody takes it for this run's. An
  // empty path means that no file is wanted.
  explicit ReadyFile(std::string path);
  ~ReadyFile() { remove(); }  // the server is not ready any more
  ReadyFile(const ReadyFile&) = delete;
  ReadyFile& operator=(const ReadyFile&) = delete;

  // Writes one line with the base URL. On failure returns one line that says why, and leaves no
  // file.
  tl::expected<void, std::string> write(const std::string& url);
  void remove();

 private:
  std::string path_;
};

// Returns the URL in the file of a running server, or an empty text.
std::string read_ready_file(const std::string& path);

}  // namespace krm::cli

// The file that says "ready, and here": renamed into place whole, removed when the server stops.
#pragma once

#include <string>
#include <tl/expected.hpp>

namespace krm::cli {

class ReadyFile {
 public:
  // An empty path means that no file is wanted. Removes what an earlier run may have left there, so
  // that nobody takes it for this one's.
  explicit ReadyFile(std::string path);
  ~ReadyFile() { remove(); }  // of a server that is not ready any more
  ReadyFile(const ReadyFile&) = delete;
  ReadyFile& operator=(const ReadyFile&) = delete;

  // One line with the base URL. Fails with one line that says why; no file is left then.
  tl::expected<void, std::string> write(const std::string& url);
  void remove();

 private:
  std::string path_;
};

// The URL that the file of a running server holds, or an empty text.
std::string read_ready_file(const std::string& path);

}  // namespace krm::cli

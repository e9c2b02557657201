// The file that says that the server is ready, and where it is. It is renamed into place whole, and
// removed when the server stops.
//
//   drop_if_stale claim write remove
//
// Thread-safety: for one thread.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <tl/expected.hpp>
#include <utility>

namespace krm::cli {

class ReadyFile {
 public:
  // Returns whether a server answers at the URL, or nothing when nobody can tell: it names another
  // machine, or is no URL.
  using Answers = std::function<std::optional<bool>(const std::string& url)>;

  // Touches no file yet. An empty path means that no file is wanted.
  explicit ReadyFile(std::string path) : path_(std::move(path)) {}
  ~ReadyFile() { remove(); }  // the server is not ready any more
  ReadyFile(const ReadyFile&) = delete;
  ReadyFile& operator=(const ReadyFile&) = delete;

  // Removes at once what an earlier run has left, if no server answers there any more.
  void drop_if_stale(const Answers& answers);
  // Removes what an earlier run may have left, so that nobody takes it for this run's. Keeps the
  // file of a server that answers. Call it once the port is ours.
  void claim();
  // Writes one line with the base URL. On failure returns one line that says why, and leaves no
  // file.
  tl::expected<void, std::string> write(const std::string& url);
  // Removes what was written, unless another server has written its own since.
  void remove();

 private:
  const std::string path_;
  std::string url_;             // what was written
  bool is_of_another_ = false;  // that answers
};

// Returns the URL in the file of a running server, or an empty text.
std::string read_ready_file(const std::string& path);

}  // namespace krm::cli

#include "base/file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <cstdio>
#include <utility>

namespace krm::base {
namespace {

class Descriptor {
 public:
  Descriptor(const std::string& path, int flags, unsigned mode = 0)
      : number_(open(path.c_str(), flags | O_NOCTTY | O_CLOEXEC, mode)) {}
  ~Descriptor() { close(); }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int number() const { return number_; }
  // Closes the file. Returns false when something written before did not reach it.
  bool close() { return number_ < 0 || ::close(std::exchange(number_, -1)) == 0; }

 private:
  int number_;
};

}  // namespace

std::string read_stream(std::istream& stream, std::size_t most) {
  std::string bytes;
  std::array<char, 16384> piece;
  while (stream && bytes.size() < most) {
    const std::size_t wanted = std::min(piece.size(), most - bytes.size());
    stream.read(piece.data(), static_cast<std::streamsize>(wanted));
    bytes.append(piece.data(), static_cast<std::size_t>(stream.gcount()));
  }
  return bytes;
}

tl::expected<std::string, int> read_file(const std::string& path, std::size_t most) {
  const Descriptor file(path, O_RDONLY | O_NONBLOCK);
  struct stat state {};
  if (file.number() < 0 || fstat(file.number(), &state) != 0) return tl::unexpected(errno);
  if (S_ISDIR(state.st_mode)) return tl::unexpected(EISDIR);
  if (!S_ISREG(state.st_mode)) return tl::unexpected(not_regular);
  std::string bytes;
  std::array<char, 16384> piece;
  while (bytes.size() < most) {
    const std::size_t wanted = std::min(piece.size(), most - bytes.size());
    const ssize_t size = read(file.number(), piece.data(), wanted);
    if (size < 0 && errno == EINTR) continue;
    if (size < 0) return tl::unexpected(errno);
    if (size == 0) break;
    bytes.append(piece.data(), static_cast<std::size_t>(size));
  }
  return bytes;
}

tl::expected<void, int> write_file(const std::string& path, std::string_view bytes, unsigned mode) {
  // Two containers may have the same process ID, so the name also holds the time.
  const auto now = std::chrono::steady_clock::now().time_since_epoch();
  const std::string unfinished =
      path + '.' + std::to_string(getpid()) + '.' + std::to_string(now.count());
  Descriptor file(unfinished, O_WRONLY | O_CREAT | O_EXCL, mode);
  bool done = file.number() >= 0;
  while (done && !bytes.empty()) {
    const ssize_t size = write(file.number(), bytes.data(), bytes.size());
    if (size < 0 && errno == EINTR) continue;
    done = size >= 0;
    if (done) bytes.remove_prefix(static_cast<std::size_t>(size));
  }
  if (done && file.close() && std::rename(unfinished.c_str(), path.c_str()) == 0) return {};
  const int error = errno;
  unlink(unfinished.c_str());
  return tl::unexpected(error);
}

std::string in_words(int error) {
  if (error == not_regular) return "it is no regular file";
  return std::generic_category().message(error);
}

}  // namespace krm::base

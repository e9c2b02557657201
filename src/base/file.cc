#include "base/file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <system_error>

namespace krm::base {
namespace {

class Descriptor {
 public:
  explicit Descriptor(const std::string& path)
      : number_(open(path.c_str(), O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC)) {}
  ~Descriptor() {
    if (number_ >= 0) close(number_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int number() const { return number_; }

 private:
  const int number_;
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
  const Descriptor file(path);
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

std::string why_unreadable(int error) {
  if (error == not_regular) return "it is no regular file";
  return std::generic_category().message(error);
}

}  // namespace krm::base

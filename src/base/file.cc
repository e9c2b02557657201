#include "base/file.h"

#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <fstream>
#include <system_error>

#include "base/key_text.h"

namespace krm::base {

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
  std::error_code ignored;
  if (std::filesystem::is_directory(path, ignored)) return tl::unexpected(EISDIR);
  errno = 0;
  const auto failure = [] { return tl::unexpected(errno != 0 ? errno : EIO); };
  std::ifstream file(path, std::ios::binary);
  if (!file) return failure();
  std::string bytes = read_stream(file, most);
  if (file.bad()) return failure();
  return bytes;
}

FileSighting look_at(const std::string& path, std::size_t most) {
  struct stat state {};
  const auto content = read_file(path, most);
  if (!content || stat(path.c_str(), &state) != 0) return {};
  return {.device = state.st_dev,
          .inode = state.st_ino,
          .modified = state.st_mtim.tv_sec * 1'000'000'000 + state.st_mtim.tv_nsec,
          .content = digest(*content)};
}

}  // namespace krm::base

#include "base/file.h"

#include <cerrno>
#include <filesystem>
#include <fstream>
#include <system_error>

namespace krm::base {

std::string read_stream(std::istream& stream, std::size_t most) {
  std::string bytes(most, '\0');
  stream.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  bytes.resize(static_cast<std::size_t>(stream.gcount()));
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

}  // namespace krm::base

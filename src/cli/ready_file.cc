#include "cli/ready_file.h"

#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <fstream>
#include <system_error>
#include <utility>

namespace krm::cli {

ReadyFile::ReadyFile(std::string path) : path_(std::move(path)) { remove(); }

tl::expected<void, std::string> ReadyFile::write(const std::string& url) {
  if (path_.empty()) return {};
  const std::string unfinished = fmt::format("{}.{}", path_, getpid());
  errno = 0;
  std::ofstream file(unfinished);
  file << url << '\n';
  file.close();
  if (!file || std::rename(unfinished.c_str(), path_.c_str()) != 0) {
    const int error = errno;
    std::remove(unfinished.c_str());
    return tl::unexpected(
        fmt::format("cannot write {}: {}", path_, std::generic_category().message(error)));
  }
  return {};
}

void ReadyFile::remove() {
  if (!path_.empty()) std::remove(path_.c_str());
}

std::string read_ready_file(const std::string& path) {
  std::string url;
  std::ifstream file(path);
  std::getline(file, url);
  return url;
}

}  // namespace krm::cli

#include "cli/ready_file.h"

#include <fmt/format.h>

#include <cstdio>
#include <fstream>
#include <utility>

#include "base/file.h"

namespace krm::cli {

ReadyFile::ReadyFile(std::string path) : path_(std::move(path)) { remove(); }

tl::expected<void, std::string> ReadyFile::write(const std::string& url) {
  if (path_.empty()) return {};
  if (const auto written = base::write_file(path_, url + '\n', 0666); !written) {
    return tl::unexpected(
        fmt::format("cannot write {}: {}", path_, base::in_words(written.error())));
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

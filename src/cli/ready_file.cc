#include "cli/ready_file.h"

#include <fmt/format.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <system_error>

#include "base/file.h"

namespace krm::cli {

void ReadyFile::drop_if_stale(const Answers& answers) {
  std::error_code ignored;
  if (!std::filesystem::is_regular_file(path_, ignored)) return;
  const std::string url = read_ready_file(path_);
  if (url.empty()) return;
  const auto answered = answers(url);
  is_of_another_ = answered.value_or(false);
  if (answered == false) std::remove(path_.c_str());
}

void ReadyFile::claim() {
  if (!path_.empty() && !is_of_another_) std::remove(path_.c_str());
}

tl::expected<void, std::string> ReadyFile::write(const std::string& url) {
  if (path_.empty()) return {};
  if (const auto written = base::write_file(path_, url + '\n', 0666); !written) {
    return tl::unexpected(
        fmt::format("cannot write {}: {}", path_, base::in_words(written.error())));
  }
  url_ = url;
  return {};
}

void ReadyFile::remove() {
  if (!url_.empty() && read_ready_file(path_) == url_) std::remove(path_.c_str());
  url_.clear();
}

std::string read_ready_file(const std::string& path) {
  std::string url;
  std::ifstream file(path);
  std::getline(file, url);
  return url;
}

}  // namespace krm::cli

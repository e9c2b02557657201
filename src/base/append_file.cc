#include "base/append_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>

#include "base/file.h"

namespace krm::base {

AppendFile::~AppendFile() {
  if (descriptor_ >= 0) close(descriptor_);
}

tl::expected<void, std::string> AppendFile::open(const std::string& path) {
  constexpr mode_t for_the_user = 0600;
  descriptor_ = ::open(
      path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_APPEND | O_NONBLOCK | O_CLOEXEC, for_the_user);
  if (descriptor_ < 0) return tl::unexpected(in_words(errno));
  return {};
}

tl::expected<void, std::string> AppendFile::write(std::string_view line) {
  const std::scoped_lock lock(mutex_);
  struct stat now {};
  if (fstat(descriptor_, &now) != 0) return tl::unexpected(in_words(errno));
  if (now.st_nlink == 0) return tl::unexpected(std::string("the file is gone"));
  std::string_view rest = line;
  while (!rest.empty()) {
    const ssize_t written = ::write(descriptor_, rest.data(), rest.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) {
      const int error = written < 0 ? errno : ENOSPC;
      const bool in_part = rest.size() < line.size() && S_ISREG(now.st_mode);
      if (in_part && ftruncate(descriptor_, now.st_size) != 0)
        return tl::unexpected(in_words(errno));
      return tl::unexpected(in_words(error));
    }
    rest.remove_prefix(static_cast<std::size_t>(written));
  }
  return {};
}

}  // namespace krm::base

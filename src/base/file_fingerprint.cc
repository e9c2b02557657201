#include "base/file_fingerprint.h"

#include <sys/stat.h>

#include "base/file.h"
#include "base/key_text.h"

namespace krm::base {

FileFingerprint look_at(const std::string& path, std::size_t most) {
  struct stat state {};
  const auto content = read_file(path, most);
  if (!content || stat(path.c_str(), &state) != 0) return {};
  return {.device = state.st_dev,
          .inode = state.st_ino,
          .modified = state.st_mtim.tv_sec * 1'000'000'000 + state.st_mtim.tv_nsec,
          .content = digest(*content)};
}

}  // namespace krm::base

// A file as it was at one moment, to tell later whether it is another by now.
//
// Content alone would tell that; that it is the same inode with the same time besides tells that
// nobody has begun to write it again.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>

namespace krm::base {

// All that cannot be read look alike.
struct FileFingerprint {
  std::uint64_t device = 0;
  std::uint64_t inode = 0;
  std::int64_t modified = 0;               // nanoseconds, as the file system keeps them
  std::array<std::uint8_t, 32> content{};  // a digest

  bool operator==(const FileFingerprint&) const = default;
};

// Of at most `most` bytes of content. Follows links, so that a directory that was exchanged above
// the file shows.
FileFingerprint look_at(const std::string& path, std::size_t most);

}  // namespace krm::base

// Describes a file at one moment, to tell later whether it has changed.
//
// The digest of the content alone tells that. The inode and the time also tell whether somebody has
// begun to write the file again.
//
// Thread-safety: any thread may call look_at().
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>

namespace krm::base {

// All files that cannot be read have the same fingerprint.
struct FileFingerprint {
  std::uint64_t device = 0;
  std::uint64_t inode = 0;
  std::int64_t modified = 0;               // nanoseconds, as the file system keeps them
  std::array<std::uint8_t, 32> content{};  // its digest

  bool operator==(const FileFingerprint&) const = default;
};

// Returns the fingerprint of the file, with at most `most` bytes of its content. It follows links,
// so that it notices when a directory above the file was exchanged.
FileFingerprint look_at(const std::string& path, std::size_t most);

}  // namespace krm::base

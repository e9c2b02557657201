// Files and streams, read whole up to a limit.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <istream>
#include <string>
#include <tl/expected.hpp>

namespace krm::base {

// At most `most` bytes; who wants to know whether there were more asks for one more.
std::string read_stream(std::istream& stream, std::size_t most);

// The same of a file. Fails with the number of the system's error (ENOENT, EISDIR, ...).
tl::expected<std::string, int> read_file(const std::string& path, std::size_t most);

// A file as it was at one moment, to tell later whether it is another: symbolic links followed, so
// that it is another too when a directory above it was exchanged. A file that cannot be read is
// seen as well; all such are alike.
struct FileSighting {
  std::uint64_t device = 0;
  std::uint64_t inode = 0;
  std::int64_t modified = 0;               // nanoseconds, as the file system keeps them
  std::array<std::uint8_t, 32> content{};  // a digest

  bool operator==(const FileSighting&) const = default;
};

// Of at most `most` bytes of content.
FileSighting look_at(const std::string& path, std::size_t most);

}  // namespace krm::base

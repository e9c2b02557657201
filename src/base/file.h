// Reads whole files and streams up to a limit, and writes whole files.
//
// Thread-safety: all functions may be called from any thread. A stream belongs to one thread.
#pragma once

#include <cstddef>
#include <istream>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

namespace krm::base {

// Returns all bytes of `stream`, but no more than `most`. To learn whether there are more than a
// limit, ask for one byte more than that.
std::string read_stream(std::istream& stream, std::size_t most);

// Returns all bytes of a regular file, but no more than `most`. It reads nothing but regular files,
// so that it never waits for somebody who writes. On failure returns the number of the system's
// error (ENOENT, EISDIR, ...), or not_regular.
tl::expected<std::string, int> read_file(const std::string& path, std::size_t most);

inline constexpr int not_regular = -1;

// Writes a new file beside `path` and renames it to `path`, so that nobody sees half of it. `mode`
// is what open() takes. On failure returns the number of the system's error and leaves `path` as it
// was.
tl::expected<void, int> write_file(const std::string& path, std::string_view bytes, unsigned mode);

// Returns the words for one of these numbers: "No such file or directory".
std::string in_words(int error);

}  // namespace krm::base

// Files and streams, read whole up to a limit; files written whole.
#pragma once

#include <cstddef>
#include <istream>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

namespace krm::base {

// At most `most` bytes; who wants to know whether there were more asks for one more.
std::string read_stream(std::istream& stream, std::size_t most);

// The same of a regular file, and of nothing else, so that it never waits for somebody who writes.
// Fails with the number of the system's error (ENOENT, EISDIR, ...), or with not_regular.
tl::expected<std::string, int> read_file(const std::string& path, std::size_t most);

inline constexpr int not_regular = -1;

// Written beside it and renamed into place, so that nobody sees half of it; `mode` is what open()
// takes. Fails with the number of the system's error, and changes nothing then.
tl::expected<void, int> write_file(const std::string& path, std::string_view bytes, unsigned mode);

// Any of these numbers in words: "No such file or directory".
std::string in_words(int error);

}  // namespace krm::base

// Files and streams, read whole up to a limit.
#pragma once

#include <cstddef>
#include <istream>
#include <string>
#include <tl/expected.hpp>

namespace krm::base {

// At most `most` bytes; who wants to know whether there were more asks for one more.
std::string read_stream(std::istream& stream, std::size_t most);

// The same of a file. Fails with the number of the system's error (ENOENT, EISDIR, ...).
tl::expected<std::string, int> read_file(const std::string& path, std::size_t most);

}  // namespace krm::base

// Makes the text of a stranger safe to write into a line that others trust.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace krm::base {

// Returns `text` with \xNN in place of each byte that is not printable ASCII.
std::string escaped(std::string_view text);

// Returns at most `limit` bytes of `text`. Adds "..." when `text` has more.
std::string shortened(std::string_view text, std::size_t limit = 128);

// Returns `text` shortened and escaped, in double quotes, with "\" before quotes and backslashes.
std::string quoted(std::string_view text, std::size_t limit = 128);

}  // namespace krm::base

// Patterns for one word: `*` is any run of characters, `?` any one byte, all else itself.
#pragma once

#include <string_view>

namespace krm::document {

// In time at most the product of both lengths.
bool glob_matches(std::string_view pattern, std::string_view text);

}  // namespace krm::document

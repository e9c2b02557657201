// A glob is a pattern for a text: `*` is any run of characters, `?` any one byte, all else itself.
#pragma once

#include <string_view>

namespace krm::document {

// Returns whether all of `text` matches. Takes at most the product of both lengths in time.
bool glob_matches(std::string_view pattern, std::string_view text);

}  // namespace krm::document

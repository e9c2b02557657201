// The edit distance says how many letters two names differ by. It finds the name to suggest.
#pragma once

#include <cstddef>
#include <string_view>

namespace krm::document {

// Returns how many insertions, deletions, replacements and swaps of neighbours turn `a` into `b`.
// ASCII case does not count. Returns the largest size_t if a text has more than 64 bytes.
std::size_t edit_distance(std::string_view a, std::string_view b);

}  // namespace krm::document

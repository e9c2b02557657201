// How many letters two names differ by.
#pragma once

#include <cstddef>
#include <string_view>

namespace krm::document {

// Insertions, deletions, replacements and swaps of neighbours that turn one into the other, ASCII
// case aside. Texts of more than 64 bytes are infinitely far from all others.
std::size_t edit_distance(std::string_view a, std::string_view b);

}  // namespace krm::document

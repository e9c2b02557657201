// Characters in UTF-8.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string_view>

namespace krm::base {

// Unicode scalar values. Of text that is not valid, the bytes that begin one.
inline std::size_t count_characters(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::count_if(
      text, [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; }));
}

}  // namespace krm::base

// Names the two types for bytes: Bytes owns them, and a ByteView looks at bytes that it does not
// own.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace krm::base {

using Bytes = std::vector<std::uint8_t>;
using ByteView = std::span<const std::uint8_t>;

// Returns a view of `text`, which must outlive it.
inline ByteView bytes_of(std::string_view text) {
  return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

inline void append(Bytes& to, ByteView more) { to.insert(to.end(), more.begin(), more.end()); }

}  // namespace krm::base

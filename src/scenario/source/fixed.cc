#include "scenario/source/fixed.h"

#include <fmt/format.h>

namespace krm::scenario::source {

// Returns the entry of that call, or nullptr if they are used up.
const base::Bytes* Fixed::entry(std::uint64_t index) const {
  const auto& all = hex.values;
  if (index < all.size()) return &all[index];
  if (then == Then::repeat) return &all[index % all.size()];
  if (then == Then::last) return &all.back();
  return nullptr;
}

bool Fixed::fill(const Draw& draw, std::span<std::uint8_t> out) const {
  const base::Bytes* bytes = entry(draw.place.index);
  if (bytes == nullptr) return false;
  for (std::size_t i = 0; i < out.size(); ++i) out[i] = (*bytes)[i % bytes->size()];
  return true;
}

std::optional<std::string> Fixed::refusal(const Place& place, std::size_t size) const {
  const base::Bytes* bytes = entry(place.index);
  if (bytes == nullptr) {
    if (then != Then::error) return std::nullopt;
    return fmt::format("all {} entries of the fixed bytes are used up", hex.values.size());
  }
  if (pad == Pad::repeat || bytes->size() >= size) return std::nullopt;
  return fmt::format(
      "entry {} of the fixed bytes has {} bytes, and {} are asked for; give more, or "
      "pad: repeat",
      static_cast<std::size_t>(bytes - hex.values.data()) + 1, bytes->size(), size);
}

}  // namespace krm::scenario::source

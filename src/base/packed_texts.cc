#include "base/packed_texts.h"

#include <cstdint>
#include <cstring>

namespace krm::base {
namespace {

struct Range {
  std::uint32_t begin;
  std::uint32_t end;  // before the begin: the text is absent
};

}  // namespace

PackedTexts::PackedTexts(std::span<const std::optional<std::string_view>> texts) {
  std::size_t total = texts.size() * sizeof(Range);
  for (const auto& text : texts) total += text ? text->size() : 0;
  bytes_.resize(total);
  std::size_t at = texts.size() * sizeof(Range);
  for (std::size_t i = 0; i < texts.size(); ++i) {
    Range range{1, 0};
    if (texts[i]) {
      const std::size_t end = at + texts[i]->size();
      range = {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end)};
      texts[i]->copy(bytes_.data() + at, texts[i]->size());
      at = end;
    }
    std::memcpy(bytes_.data() + i * sizeof range, &range, sizeof range);
  }
}

std::optional<std::string_view> PackedTexts::operator[](std::size_t place) const {
  Range range;
  std::memcpy(&range, bytes_.data() + place * sizeof range, sizeof range);
  if (range.end < range.begin) return std::nullopt;
  return std::string_view(bytes_).substr(range.begin, range.end - range.begin);
}

}  // namespace krm::base

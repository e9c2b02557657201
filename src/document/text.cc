#include "document/text.h"

#include <algorithm>
#include <cstdint>

#include "base/utf8.h"

namespace krm::document {
namespace {

constexpr std::size_t block = 256;

}  // namespace

std::vector<std::string_view> split_lines(std::string_view text) {
  std::vector<std::string_view> lines;
  for (;;) {
    const auto end = text.find_first_of("\r\n");
    lines.push_back(text.substr(0, end));
    if (end == std::string_view::npos) return lines;
    text.remove_prefix(end + (text.substr(end).starts_with("\r\n") ? 2 : 1));
  }
}

Lines::Lines(std::string_view text) : text_(text), lines_(split_lines(text)) {
  std::size_t characters = 0;
  for (std::size_t at = 0; at <= text.size(); at += block) {
    characters_before_block_.push_back(characters);
    characters += base::count_characters(text.substr(at, block));
  }
}

Mark Lines::mark(std::size_t offset) const {
  const std::size_t at = std::min(offset, text_.size());
  const auto after =
      std::ranges::upper_bound(lines_, text_.data() + at, {}, &std::string_view::data);
  const auto line = after - 1;  // the first begins with the text
  const auto begin = static_cast<std::size_t>(line->data() - text_.data());
  return {static_cast<int>(after - lines_.begin()),
          static_cast<int>(characters_before(at) - characters_before(begin)) + 1};
}

std::size_t Lines::characters_before(std::size_t offset) const {
  const std::size_t begin = offset / block * block;
  return characters_before_block_[offset / block] +
         base::count_characters(text_.substr(begin, offset - begin));
}

std::string_view characters_from(std::string_view text, std::size_t count) {
  while (count-- > 0 && !text.empty()) text.remove_prefix(base::first_character(text).size());
  return text;
}

bool moves_a_cursor(std::string_view character) {
  const auto byte = [](char c) { return static_cast<std::uint8_t>(c); };
  const std::uint8_t first = byte(character.front());
  if (character.size() == 1) return first < 0x20 || first >= 0x7f;
  const std::uint8_t second = byte(character[1]);
  if (first == 0xc2) return second < 0xa0;  // C1
  if (character.size() != 3 || first != 0xe2) return false;
  const std::uint8_t third = byte(character[2]);
  // U+200E, U+200F, U+2028 to U+202E, U+2066 to U+2069
  return (second == 0x80 && (third == 0x8e || third == 0x8f || (third >= 0xa8 && third <= 0xae))) ||
         (second == 0x81 && third >= 0xa6 && third <= 0xa9);
}

}  // namespace krm::document

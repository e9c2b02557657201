#include "scenario/text.h"

#include <algorithm>
#include <cstdint>

#include "base/utf8.h"

namespace krm::scenario {
namespace {

std::uint8_t byte(char c) { return static_cast<std::uint8_t>(c); }

bool continues(char c) { return (byte(c) & 0xc0) == 0x80; }

// How many bytes the character that begins so has; 0 when none begins so.
std::size_t length_of(char first) {
  const std::uint8_t b = byte(first);
  if (b < 0x80) return 1;
  if (b >= 0xc2 && b <= 0xdf) return 2;
  if (b >= 0xe0 && b <= 0xef) return 3;
  if (b >= 0xf0 && b <= 0xf4) return 4;
  return 0;
}

// Second bytes that would make an overlong form, a surrogate or a character that does not exist.
bool second_is_allowed(std::uint8_t first, std::uint8_t second) {
  if (first == 0xe0) return second >= 0xa0;
  if (first == 0xed) return second < 0xa0;
  if (first == 0xf0) return second >= 0x90;
  if (first == 0xf4) return second < 0x90;
  return true;
}

constexpr std::size_t block = 1024;

}  // namespace

std::optional<std::size_t> first_invalid_utf8(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t length = length_of(text[at]);
    if (length == 0 || at + length > text.size()) return at;
    if (length > 1 && !second_is_allowed(byte(text[at]), byte(text[at + 1]))) return at;
    for (std::size_t i = 1; i < length; ++i) {
      if (!continues(text[at + i])) return at;
    }
    at += length;
  }
  return std::nullopt;
}

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

std::string_view first_character(std::string_view text) {
  return text.substr(0, std::max<std::size_t>(1, length_of(text.front())));
}

std::string_view characters_from(std::string_view text, std::size_t count) {
  while (count-- > 0 && !text.empty()) text.remove_prefix(first_character(text).size());
  return text;
}

bool moves_a_cursor(std::string_view character) {
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

}  // namespace krm::scenario

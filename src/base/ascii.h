// Tells letters and digits of ASCII apart and changes their case. The locale has no effect.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>

namespace krm::base {

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }

constexpr char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

constexpr bool is_letter(char c) { return lower(c) >= 'a' && lower(c) <= 'z'; }

// Returns `text` with its letters in lower case.
inline std::string lower_case(std::string_view text) {
  std::string out(text);
  std::ranges::transform(out, out.begin(), lower);
  return out;
}

}  // namespace krm::base

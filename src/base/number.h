// Reads numbers in texts. The locale has no effect.
#pragma once

#include <charconv>
#include <optional>
#include <string_view>
#include <system_error>

namespace krm::base {

// Returns the number that all of `text` stands for. Returns nullopt when `text` is no number, or
// when `Number` cannot hold it. Accepts "-" before a signed number, but never "+", blanks or "0x".
template <typename Number, typename... Base>
std::optional<Number> number_in(std::string_view text, Base... number_base) {
  Number number{};
  const char* const end = text.data() + text.size();
  const auto [read_to, error] = std::from_chars(text.data(), end, number, number_base...);
  return error == std::errc{} && read_to == end ? std::optional(number) : std::nullopt;
}

}  // namespace krm::base

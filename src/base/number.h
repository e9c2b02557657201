// Numbers in texts, whatever the locale says.
#pragma once

#include <charconv>
#include <optional>
#include <string_view>
#include <system_error>

namespace krm::base {

// Returns the number that all of `text` is, or nothing when it is none or `Number` cannot hold it.
// A "-" may stand before it, a "+", blanks or "0x" may not.
template <typename Number, typename... Base>
std::optional<Number> number_in(std::string_view text, Base... number_base) {
  Number number{};
  const char* const end = text.data() + text.size();
  const auto [read_to, error] = std::from_chars(text.data(), end, number, number_base...);
  return error == std::errc{} && read_to == end ? std::optional(number) : std::nullopt;
}

}  // namespace krm::base

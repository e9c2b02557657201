#include "document/unreadable.h"

#include <fmt/format.h>

#include <cstdint>

#include "base/utf8.h"
#include "document/text.h"
#include "document/yaml.h"

namespace krm::document {
namespace {

// While a bracket is open, yaml-cpp keeps all of it in memory. Each of these takes a few hundred
// bytes.
constexpr std::size_t most_flow_indicators = 100'000;

}  // namespace

std::optional<Mistake> unreadable(std::string_view text) {
  if (text.size() > longest_text) {
    return Mistake{
        {}, fmt::format("the file has {} bytes; there may be {}", text.size(), longest_text)};
  }
  if (const auto at = base::first_invalid_utf8(text)) {
    const std::string_view before = text.substr(0, *at);
    return Mistake{Lines(before).mark(*at),
                   fmt::format("the byte 0x{:02x} is not UTF-8; save the file as UTF-8",
                               static_cast<std::uint8_t>(text[*at]))};
  }
  std::size_t flow_indicators = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (std::string_view("[]{},").find(c) != std::string_view::npos &&
        ++flow_indicators > most_flow_indicators) {
      return Mistake{Lines(text).mark(at), fmt::format("there are more than {} brackets and commas",
                                                       most_flow_indicators)};
    }
    const bool ends_a_line = c == '\n' || (c == '\r' && text.substr(at + 1).starts_with('\n'));
    if (ends_a_line || c == '\t' || static_cast<std::uint8_t>(c) >= 0x20) continue;
    const Mark mark = Lines(text).mark(at);
    if (c == '\0') return Mistake{mark, "a NUL cannot stand here; write \\u0000 in double quotes"};
    if (c == '\r') {
      return Mistake{mark,
                     "a carriage return alone does not end a line; end lines with LF or CR LF"};
    }
    return Mistake{mark, fmt::format("the control character U+{0:04X} cannot stand here; write "
                                     "\\u{0:04x} in double quotes",
                                     static_cast<int>(c))};
  }
  return std::nullopt;
}

}  // namespace krm::document

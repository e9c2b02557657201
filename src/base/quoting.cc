#include "base/quoting.h"

#include <fmt/format.h>

#include <iterator>

namespace krm::base {

std::string escaped(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x20 || byte >= 0x7f) {
      fmt::format_to(std::back_inserter(out), "\\x{:02x}", byte);
    } else {
      out += c;
    }
  }
  return out;
}

std::string shortened(std::string_view text, std::size_t limit) {
  std::string out(text.substr(0, limit));
  if (text.size() > limit) out += "...";
  return out;
}

std::string quoted(std::string_view text, std::size_t limit) {
  std::string out = "\"";
  for (const char c : shortened(text, limit)) {
    if (c == '"' || c == '\\') out += '\\';
    out += escaped({&c, 1});
  }
  return out + '"';
}

}  // namespace krm::base

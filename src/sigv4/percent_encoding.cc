#include "sigv4/percent_encoding.h"

#include <charconv>
#include <cstdint>

namespace krm::sigv4 {
namespace {

constexpr std::string_view upper_hex = "0123456789ABCDEF";

bool is_unreserved(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
         c == '.' || c == '_' || c == '~';
}

}  // namespace

std::string percent_encoded(std::string_view text, std::string_view kept) {
  std::string out;
  out.reserve(text.size());
  for (const char c : text) {
    if (is_unreserved(c) || kept.find(c) != std::string_view::npos) {
      out += c;
    } else {
      const auto byte = static_cast<std::uint8_t>(c);
      out += {'%', upper_hex[byte >> 4], upper_hex[byte & 15]};
    }
  }
  return out;
}

std::string percent_decoded(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    const std::string_view digits_behind = text.substr(i + 1, 2);
    const char* const end = digits_behind.data() + digits_behind.size();
    std::uint8_t byte = 0;
    if (text[i] == '%' && digits_behind.size() == 2 &&
        std::from_chars(digits_behind.data(), end, byte, 16).ptr == end) {
      out += static_cast<char>(byte);
      i += 2;
    } else {
      out += text[i];
    }
  }
  return out;
}

}  // namespace krm::sigv4

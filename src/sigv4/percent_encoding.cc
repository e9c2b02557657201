#include "sigv4/percent_encoding.h"

#include <cstdint>

#include "base/ascii.h"
#include "base/number.h"

namespace krm::sigv4 {
namespace {

constexpr std::string_view upper_hex = "0123456789ABCDEF";

bool is_unreserved(char c) {
  return base::is_letter(c) || base::is_digit(c) || c == '-' || c == '.' || c == '_' || c == '~';
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
    const std::string_view digits = text.substr(i + 1, 2);
    const auto byte = text[i] == '%' && digits.size() == 2
                          ? base::number_in<std::uint8_t>(digits, 16)
                          : std::nullopt;
    out += byte ? static_cast<char>(*byte) : text[i];
    if (byte) i += 2;
  }
  return out;
}

}  // namespace krm::sigv4

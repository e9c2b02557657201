#include "base/key_text.h"

#include <sodium.h>

namespace krm::base {

void append(std::string& to, std::uint64_t value) {
  for (int shift = 0; shift < 64; shift += 8) to += static_cast<char>((value >> shift) & 0xff);
}

void append(std::string& to, std::string_view text) {
  append(to, static_cast<std::uint64_t>(text.size()));
  to += text;
}

std::array<std::uint8_t, 32> digest(std::string_view text) {
  std::array<std::uint8_t, 32> digest;
  crypto_generichash(digest.data(), digest.size(),
                     reinterpret_cast<const unsigned char*>(text.data()), text.size(), nullptr, 0);
  return digest;
}

}  // namespace krm::base

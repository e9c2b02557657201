#include "base/hex.h"

#include <sodium.h>

namespace krm::base {

std::string to_hex(ByteView bytes) {
  std::string text(2 * bytes.size() + 1, '\0');  // with a NUL
  sodium_bin2hex(text.data(), text.size(), bytes.data(), bytes.size());
  text.pop_back();
  return text;
}

std::optional<Bytes> from_hex(std::string_view text, const char* blanks) {
  // Sodium takes a NUL for one of the blanks.
  if (text.find('\0') != std::string_view::npos) return std::nullopt;
  Bytes bytes(text.size() / 2 + 1);  // never nothing
  std::size_t size = 0;
  // Without a pointer for the end, sodium demands that the whole text is consumed.
  if (sodium_hex2bin(bytes.data(), bytes.size(), text.data(), text.size(), blanks, &size,
                     nullptr) != 0) {
    return std::nullopt;
  }
  bytes.resize(size);
  return bytes;
}

}  // namespace krm::base

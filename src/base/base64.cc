#include "base/base64.h"

#include <sodium.h>

namespace krm::base {
namespace {

constexpr int standard = sodium_base64_VARIANT_ORIGINAL;

}  // namespace

std::string to_base64(ByteView bytes) {
  std::string text(sodium_base64_encoded_len(bytes.size(), standard), '\0');  // with a NUL
  sodium_bin2base64(text.data(), text.size(), bytes.data(), bytes.size(), standard);
  text.pop_back();
  return text;
}

std::optional<Bytes> from_base64(std::string_view text) {
  Bytes bytes(text.size() + 1);  // more than enough, and never nothing
  std::size_t size = 0;
  // Without a pointer for the end, sodium demands that the whole text is consumed.
  if (sodium_base642bin(bytes.data(), bytes.size(), text.data(), text.size(), nullptr, &size,
                        nullptr, standard) != 0) {
    return std::nullopt;
  }
  bytes.resize(size);
  return bytes;
}

}  // namespace krm::base

#include "base/keyed_stream.h"

#include <sodium.h>

#include "base/key_text.h"

namespace krm::base {

StreamKey stream_key(std::uint64_t seed, std::string_view purpose, std::string_view label,
                     std::uint64_t index) {
  std::string text;
  append(text, seed);
  append(text, purpose);
  append(text, label);
  append(text, index);
  return digest(text);
}

void fill_from_stream(const StreamKey& key, std::span<std::uint8_t> out) {
  if (out.empty()) return;  // libsodium wants a pointer, even for no bytes
  constexpr std::array<std::uint8_t, crypto_stream_chacha20_ietf_NONCEBYTES> nonce{};
  crypto_stream_chacha20_ietf(out.data(), out.size(), nonce.data(), key.data());
}

}  // namespace krm::base

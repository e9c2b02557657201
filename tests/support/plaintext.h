// The random bytes of a reply, in and out of their JSON.
#pragma once

#include <sodium.h>

#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "base/keyed_stream.h"

namespace krm::test {

using Bytes = std::vector<std::uint8_t>;

inline std::string base64(const Bytes& bytes) {
  constexpr int variant = sodium_base64_VARIANT_ORIGINAL;
  std::string text(sodium_base64_encoded_len(bytes.size(), variant), '\0');
  sodium_bin2base64(text.data(), text.size(), bytes.data(), bytes.size(), variant);
  text.pop_back();
  return text;
}

// The body that carries them.
inline std::string plaintext(const Bytes& bytes) {
  return R"({"Plaintext":")" + base64(bytes) + R"("})";
}

// Those that a body carries. Throws when it is of another form.
inline Bytes bytes_in(std::string_view body, std::string_view member = "Plaintext") {
  const std::string begin = R"({")" + std::string(member) + R"(":")";
  constexpr std::string_view end = R"("})";
  if (!body.starts_with(begin) || !body.ends_with(end)) throw std::runtime_error(std::string(body));
  body.remove_prefix(begin.size());
  body.remove_suffix(end.size());
  Bytes bytes(body.size());
  std::size_t size = 0;
  if (sodium_base642bin(bytes.data(), bytes.size(), body.data(), body.size(), nullptr, &size,
                        nullptr, sodium_base64_VARIANT_ORIGINAL) != 0) {
    throw std::runtime_error(std::string(body));
  }
  bytes.resize(size);
  return bytes;
}

// The beginning of the keyed stream that a seed gives for a call.
inline Bytes stream(std::uint64_t seed, std::string_view purpose, std::string_view label,
                    std::uint64_t call, std::size_t size) {
  Bytes bytes(size);
  base::fill_from_stream(base::stream_key(seed, purpose, label, call), bytes);
  return bytes;
}

}  // namespace krm::test

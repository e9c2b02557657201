// Puts the random bytes of a reply into their JSON, and takes them out again.
#pragma once

#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>

#include "base/base64.h"
#include "base/keyed_stream.h"

namespace krm::test {

using base::Bytes;

// Returns the body that carries `bytes`.
inline std::string plaintext(const Bytes& bytes) {
  return R"({"Plaintext":")" + base::to_base64(bytes) + R"("})";
}

// Returns the bytes that a body carries. Throws when the body has another form.
inline Bytes bytes_in(std::string_view body, std::string_view member = "Plaintext") {
  const std::string begin = R"({")" + std::string(member) + R"(":")";
  constexpr std::string_view end = R"("})";
  if (!body.starts_with(begin) || !body.ends_with(end)) throw std::runtime_error(std::string(body));
  body.remove_prefix(begin.size());
  body.remove_suffix(end.size());
  const auto bytes = base::from_base64(body);
  if (!bytes) throw std::runtime_error(std::string(body));
  return *bytes;
}

// Returns the first `size` bytes of the keyed stream that a seed gives for a call.
inline Bytes stream(std::uint64_t seed, std::string_view purpose, std::string_view label,
                    std::uint64_t call, std::size_t size) {
  Bytes bytes(size);
  base::fill_from_stream(base::stream_key(seed, purpose, label, call), bytes);
  return bytes;
}

}  // namespace krm::test

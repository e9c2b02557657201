// CBOR (RFC 8949) as attestation documents have it, read within bounds: definite lengths, no tags,
// no floating-point numbers, no key twice, texts in UTF-8.
//
// The bytes come from anybody. Reading takes time and memory for what is there, whatever the bytes
// say is there.
//
// Thread-safety: functions of their arguments.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "base/bytes.h"

namespace krm::nitro {

// Texts and byte strings are views into what was read.
struct CborItem {
  enum class Kind { unsigned_integer, negative_integer, bytes, text, array, map, boolean, null };

  Kind kind = Kind::null;
  std::uint64_t number = 0;       // of a negative integer n: -1 - n
  base::ByteView string{};        // of bytes and text
  std::vector<CborItem> items{};  // of an array; of a map: a key, its value, the next key, ...

  bool is(Kind wanted) const { return kind == wanted; }
  std::string_view text() const {
    return {reinterpret_cast<const char*>(string.data()), string.size()};
  }
  // The value under a text or an integer that is a key of this map; nullptr where it has none.
  const CborItem* find(std::string_view key) const;
  const CborItem* find(std::uint64_t key) const;
};

inline constexpr std::size_t deepest_cbor = 8;
inline constexpr std::size_t most_cbor_items = 4096;

// The one item that `bytes` are, all of them. Fails with what is wrong, as the end of a sentence
// that begins with the bytes: "ends within an item".
tl::expected<CborItem, std::string> read_cbor(base::ByteView bytes);

}  // namespace krm::nitro

// Reads CBOR (RFC 8949) as attestation documents have it: definite lengths, no tags, no
// floating-point numbers, no key twice, texts in UTF-8.
//
// Anybody may have written the bytes. Reading takes time and memory for what is there, not for what
// the bytes say is there.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "base/bytes.h"

namespace krm::nitro {

// One item and all that is in it. Texts and byte strings are views into what was read.
struct CborItem {
  enum class Kind { unsigned_integer, negative_integer, bytes, text, array, map, boolean, null };

  Kind kind = Kind::null;
  std::uint64_t number = 0;       // for a negative integer n: -1 - n
  base::ByteView string{};        // the content of bytes and text
  std::vector<CborItem> items{};  // in an array; in a map: a key, its value, the next key, ...

  bool is(Kind wanted) const { return kind == wanted; }
  std::string_view text() const {
    return {reinterpret_cast<const char*>(string.data()), string.size()};
  }
  // Returns the value under a key of this map, which is a text or an integer. Returns nullptr when
  // the map has no such key.
  const CborItem* find(std::string_view key) const;
  const CborItem* find(std::uint64_t key) const;
};

inline constexpr std::size_t deepest_cbor = 8;
inline constexpr std::size_t most_cbor_items = 4096;

// Returns the item that `bytes` are, from the first byte to the last. On failure returns what is
// wrong, as the end of a sentence that begins with the bytes: "ends within an item".
tl::expected<CborItem, std::string> read_cbor(base::ByteView bytes);

}  // namespace krm::nitro

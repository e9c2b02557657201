// Reads CBOR (RFC 8949) with code of the tests alone. It reads definite lengths only. It checks
// nothing but that it never reads beyond the end. Throws std::runtime_error when it cannot read on.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.h"

namespace krm::test {

struct CborItem {
  enum class Kind { unsigned_integer, negative_integer, bytes, text, array, map, tag, simple };

  Kind kind{};
  // Holds the integer (n for a negative one, which is -1 - n), the number of the tag, or the simple
  // value (22: null). For bytes, texts, arrays and maps it is their length.
  std::uint64_t number = 0;
  base::Bytes content;          // of bytes and text
  std::vector<CborItem> items;  // those of an array; key, value, ... of a map; the tagged one
  base::Bytes head;             // kind and number, as they were written

  bool is_null() const { return kind == Kind::simple && number == 22; }
  std::string text() const { return {content.begin(), content.end()}; }

  // Returns the keys of a map in their order. REQUIRES: they are texts.
  std::vector<std::string> keys() const;
  // Returns the value of a key. Throws when the map does not have it.
  const CborItem& operator[](std::string_view key) const;
};

// Returns the item. Throws when anything stands behind it.
CborItem read_cbor(base::ByteView bytes);

}  // namespace krm::test

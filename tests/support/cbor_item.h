// CBOR (RFC 8949) read back by the tests themselves: definite lengths only, and no more care than
// that nothing is read beyond its end. Throws std::runtime_error at what it does not know.
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
  // The integer (a negative one as -1 - n), the number of the tag, the simple value (22: null), or
  // how many there are of the others.
  std::uint64_t number = 0;
  base::Bytes content;          // of bytes and text
  std::vector<CborItem> items;  // of an array; of a map key, value, key, ...; what is tagged
  base::Bytes head;             // as it was written: kind and number

  bool is_null() const { return kind == Kind::simple && number == 22; }
  std::string text() const { return {content.begin(), content.end()}; }

  // The keys of a map of texts, in their order, and the value behind one; throws without.
  std::vector<std::string> keys() const;
  const CborItem& operator[](std::string_view key) const;
};

// The one item that the bytes are.
CborItem read_cbor(base::ByteView bytes);

}  // namespace krm::test

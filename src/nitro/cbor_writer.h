// Writes CBOR (RFC 8949) item by item, each in its shortest form.
//
// Thread-safety: none. One thread at a time may use a writer.
#pragma once

#include <cstdint>
#include <string_view>

#include "base/bytes.h"

namespace krm::nitro {

class CborWriter {
 public:
  void integer(std::int64_t value);
  void bytes(base::ByteView value);
  void text(std::string_view value);
  void null();
  // Begins an array or a map. That many items, or pairs of key and value, must follow.
  void array(std::size_t items);
  void map(std::size_t pairs);
  // Tags the item that follows.
  void tag(std::uint64_t number);

  base::Bytes take() && { return std::move(written_); }

 private:
  void put(std::size_t (*encode)(std::uint64_t, unsigned char*, std::size_t), std::uint64_t value);

  base::Bytes written_;
};

}  // namespace krm::nitro

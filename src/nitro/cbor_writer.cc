#include "nitro/cbor_writer.h"

#include <cbor.h>

#include <array>

namespace krm::nitro {

void CborWriter::integer(std::int64_t value) {
  const auto bits = static_cast<std::uint64_t>(value);
  if (value >= 0) return put(cbor_encode_uint, bits);
  put(cbor_encode_negint, ~bits);  // -1 - value
}

void CborWriter::bytes(base::ByteView value) {
  put(cbor_encode_bytestring_start, value.size());
  base::append(written_, value);
}

void CborWriter::text(std::string_view value) {
  put(cbor_encode_string_start, value.size());
  base::append(written_, base::bytes_of(value));
}

void CborWriter::null() { written_.push_back(0xf6); }
void CborWriter::array(std::size_t items) { put(cbor_encode_array_start, items); }
void CborWriter::map(std::size_t pairs) { put(cbor_encode_map_start, pairs); }
void CborWriter::tag(std::uint64_t number) { put(cbor_encode_tag, number); }

void CborWriter::put(std::size_t (*encode)(std::uint64_t, unsigned char*, std::size_t),
                     std::uint64_t value) {
  std::array<unsigned char, 9> head{};
  const std::size_t size = encode(value, head.data(), head.size());
  written_.insert(written_.end(), head.begin(), head.begin() + static_cast<std::ptrdiff_t>(size));
}

}  // namespace krm::nitro

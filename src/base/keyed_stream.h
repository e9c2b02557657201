// Makes bytes that anyone can compute again from a seed. They are the same on every machine and in
// every version. docs/bytes-and-chance.md publishes three vectors to check that.
//
//   key    = BLAKE2b-256( seed | text(purpose) | text(label) | index )
//            an integer is 8 bytes, little endian
//            a text is its length as an integer, then its bytes
//   stream = ChaCha20 (RFC 8439) under that key, nonce zero, counter from zero
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

namespace krm::base {

using StreamKey = std::array<std::uint8_t, 32>;

// Returns the key of a stream. Two keys that differ in any part give unrelated streams.
StreamKey stream_key(std::uint64_t seed, std::string_view purpose, std::string_view label,
                     std::uint64_t index);

// Fills `out` from the beginning of the stream. So a longer `out` begins with the bytes of a
// shorter one.
void fill_from_stream(const StreamKey& key, std::span<std::uint8_t> out);

}  // namespace krm::base

// Bytes that anyone can compute again: the keyed stream of a seed. docs/bytes-and-chance.md
// publishes three vectors, so that the bytes of a scenario are the same on every machine and in
// every version.
//
//   key    = BLAKE2b-256( seed | text(purpose) | text(label) | index )
//            integers are 8 bytes, little endian; a text is its length as an integer, then its
//            bytes
//   stream = ChaCha20 (RFC 8439) under that key, nonce zero, counter from zero
//
// Thread-safety: functions of their arguments.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

namespace krm::base {

using StreamKey = std::array<std::uint8_t, 32>;

// Keys that differ in any part give streams that have nothing to do with each other.
StreamKey stream_key(std::uint64_t seed, std::string_view purpose, std::string_view label,
                     std::uint64_t index);

// Fills `out` from the beginning of the stream: a longer `out` begins with the bytes of a shorter.
void fill_from_stream(const StreamKey& key, std::span<std::uint8_t> out);

}  // namespace krm::base

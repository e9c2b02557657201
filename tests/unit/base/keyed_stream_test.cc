#include "base/keyed_stream.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "base/hex.h"

namespace krm::base {
namespace {

std::vector<std::uint8_t> stream(const StreamKey& key, std::size_t size) {
  std::vector<std::uint8_t> bytes(size);
  fill_from_stream(key, bytes);
  return bytes;
}

std::string hex(const StreamKey& key, std::size_t size = 32) { return to_hex(stream(key, size)); }

// Computed with another BLAKE2b (Python's hashlib) and another ChaCha20 (its `cryptography`).
TEST(KeyedStream, GivesTheSameBytesEverywhere) {
  EXPECT_EQ(hex(stream_key(42, "bytes", "", 0)),
            "7f87651bba090901ff2a99216dc72214d6ae9a9a9de76bfe26c698193e240417");
  EXPECT_EQ(hex(stream_key(42, "bytes", "", 1)),
            "19ac168546314b8e7c88f31d937807a65455aa987517c44ba467ccedd3779201");
  EXPECT_EQ(hex(stream_key(7, "bytes", "AKIAIOSFODNN7EXAMPLE", 0)),
            "f04217b4106688fd12e3e84d5c00d2b0da39c563297f7088b3433c1241afc887");
  EXPECT_EQ(hex(stream_key(42, "bytes", "", 1), 80),  // more than a block
            "19ac168546314b8e7c88f31d937807a65455aa987517c44ba467ccedd3779201"
            "4aeefc736ebdeaaad2f51996206ae3830cc2951d6e74a730c7bbe2dde7d55df7"
            "0c88cc54a6d2ab4d18bd3a0e84745d4d");
}

TEST(KeyedStream, KeepsKeysApart) {
  const std::set<StreamKey> keys = {
      stream_key(1, "p", "l", 0), stream_key(2, "p", "l", 0), stream_key(1, "q", "l", 0),
      stream_key(1, "p", "m", 0), stream_key(1, "p", "l", 1), stream_key(1, "pl", "", 0),
      stream_key(1, "", "pl", 0), stream_key(0, "p", "l", 1),
  };
  EXPECT_EQ(keys.size(), 8u);
}

TEST(KeyedStream, BeginsTheSameForEveryLength) {
  const StreamKey key = stream_key(1, "p", "l", 0);
  const auto all = stream(key, 1024);
  for (const std::size_t size : {0u, 1u, 63u, 64u, 65u, 1023u}) {
    const auto begin = stream(key, size);
    EXPECT_TRUE(std::ranges::equal(begin, std::span(all).first(size))) << size;
  }
}

TEST(KeyedStream, OverwritesWhatWasThere) {
  std::vector<std::uint8_t> bytes(32, 0xff);
  fill_from_stream(stream_key(1, "p", "l", 0), bytes);
  EXPECT_EQ(bytes, stream(stream_key(1, "p", "l", 0), 32));
}

}  // namespace
}  // namespace krm::base

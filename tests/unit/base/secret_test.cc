#include "base/secret.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <new>

namespace krm::base {
namespace {

using Key = Secret<32>;

TEST(Secret, IsWipedWhenItEnds) {
  alignas(Key) std::array<std::uint8_t, sizeof(Key)> memory;
  Key* key = new (memory.data()) Key;
  key->fill(0xab);
  ASSERT_EQ(std::ranges::count(memory, 0xab), 32);
  key->~Key();
  EXPECT_EQ(std::ranges::count(memory, 0), 32);
}

TEST(Secret, IsCopiedAsAnotherOne) {
  Key copy;
  {
    Key key;
    key.fill(0xab);
    copy = key;
  }
  EXPECT_EQ(std::ranges::count(copy, 0xab), 32);
}

TEST(Wipe, LeavesZeros) {
  std::array<std::uint8_t, 4> bytes{1, 2, 3, 4};
  wipe(bytes);
  EXPECT_EQ(bytes, (std::array<std::uint8_t, 4>{}));
}

}  // namespace
}  // namespace krm::base

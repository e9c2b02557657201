// Gives bytes that a test knows: every fill starts at 0x00 and counts up, and 0x00 follows 0xff.
//
// Thread-safety: all members may be called from any thread.
#pragma once

#include <atomic>

#include "base/entropy.h"

namespace krm::test {

class CountingEntropy final : public base::Entropy {
 public:
  bool fill(std::span<std::uint8_t> out) override {
    ++fills;
    std::uint8_t next = 0;
    for (std::uint8_t& byte : out) byte = next++;
    return true;
  }

  std::atomic<int> fills{0};
};

// Fails the first `failures` times, then counts.
class FailingEntropy final : public base::Entropy {
 public:
  explicit FailingEntropy(int failures) : failures_(failures) {}

  bool fill(std::span<std::uint8_t> out) override {
    return failures_-- <= 0 && counting_.fill(out);
  }

 private:
  std::atomic<int> failures_;
  CountingEntropy counting_;
};

}  // namespace krm::test

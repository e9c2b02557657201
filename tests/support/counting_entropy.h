// Entropy that is none: every fill starts at byte 0x00 and counts up, wrapping at 0xff.
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

// Fails as often as it is told to, then counts.
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

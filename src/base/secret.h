// Bytes that are not left lying about in memory.
#pragma once

#include <array>
#include <cstdint>
#include <span>

namespace krm::base {

// Zeros, which no optimiser takes away.
void wipe(std::span<std::uint8_t> bytes) noexcept;

// An array that is wiped when it ends; a copy is another secret.
template <std::size_t N>
struct Secret : std::array<std::uint8_t, N> {
  Secret() : std::array<std::uint8_t, N>{} {}
  Secret(const Secret&) = default;
  Secret& operator=(const Secret&) = default;
  ~Secret() { wipe(*this); }
};

}  // namespace krm::base

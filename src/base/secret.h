// Wipes secret bytes, so that they do not stay in memory.
//
// Thread-safety: plain values, as std::array.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

namespace krm::base {

// Fills `bytes` with zeros. No optimiser removes that.
void wipe(std::span<std::uint8_t> bytes) noexcept;

// Holds N bytes and wipes them when it is destroyed. A copy is a second Secret, and wipes itself.
template <std::size_t N>
struct Secret : std::array<std::uint8_t, N> {
  Secret() : std::array<std::uint8_t, N>{} {}
  Secret(const Secret&) = default;
  Secret& operator=(const Secret&) = default;
  ~Secret() { wipe(*this); }
};

// Returns whether the two are equal. It takes the same time wherever they differ.
bool is_equal(std::string_view given, std::string_view secret);

}  // namespace krm::base

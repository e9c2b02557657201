#pragma once

#include <array>

#include "scenario/source/draw.h"

namespace krm::scenario::source {

// LowEntropy plays an embedded device that seeds from its clock. Its bytes can be guessed.
struct LowEntropy {
  static constexpr std::string_view name = "low_entropy";
  static constexpr std::string_view help =
      "looks random, but each call has only so many bits of entropy";
  static void fields(auto& field) {
    field("bits", &LowEntropy::bits, "bits of entropy in a call: 2^bits answers are possible",
          Integers{0, 32});
  }

  // Draws one of 2^bits numbers. Nothing else differs from call to call.
  bool fill(const Draw& draw, std::span<std::uint8_t> out) const {
    std::array<std::uint8_t, 8> drawn{};
    base::fill_from_stream(draw.key(), drawn);
    std::uint64_t number = 0;
    for (const std::uint8_t byte : drawn) number = number << 8 | byte;
    number &= (std::uint64_t{1} << bits) - 1;
    base::fill_from_stream(base::stream_key(draw.seed, "low_entropy", draw.purpose, number), out);
    return true;
  }

  std::int64_t bits = 8;
  bool operator==(const LowEntropy&) const = default;
};

}  // namespace krm::scenario::source

#pragma once

#include "scenario/source/draw.h"

namespace krm::scenario::source {

// StuckBit plays a bus with one line that does not move any more.
struct StuckBit {
  static constexpr std::string_view name = "stuck_bit";
  static constexpr std::string_view help = "seeded bytes with one bit of each stuck";
  static void fields(auto& field) {
    field("bit", &StuckBit::bit, "which bit; 0 is the lowest", Integers{0, 7});
    field("value", &StuckBit::value, "what it is stuck at", Integers{0, 1});
  }

  bool fill(const Draw& draw, std::span<std::uint8_t> out) const {
    base::fill_from_stream(draw.key(), out);
    const auto mask = static_cast<std::uint8_t>(1U << bit);
    for (std::uint8_t& byte : out) {
      byte = static_cast<std::uint8_t>(value == 1 ? byte | mask : byte & ~mask);
    }
    return true;
  }

  std::int64_t bit = 0;
  std::int64_t value = 1;
  bool operator==(const StuckBit&) const = default;
};

}  // namespace krm::scenario::source

#pragma once

#include <algorithm>

#include "scenario/source/draw.h"

namespace krm::scenario::source {

// Zeros plays a generator that is not there.
struct Zeros {
  static constexpr std::string_view name = "zeros";
  static constexpr std::string_view help = "nothing but 00";
  static void fields(auto&) {}

  bool fill(const Draw&, std::span<std::uint8_t> out) const {
    std::ranges::fill(out, std::uint8_t{0});
    return true;
  }
  bool operator==(const Zeros&) const = default;
};

}  // namespace krm::scenario::source

#pragma once

#include "scenario/source/draw.h"

namespace krm::scenario::source {

// Repeat plays a generator that hangs. What it gave once, it gives again and again.
struct Repeat {
  static constexpr std::string_view name = "repeat";
  static constexpr std::string_view help =
      "every call gets the tenant's first answer again; where more is asked, the stream goes on";
  static void fields(auto&) {}

  bool fill(const Draw& draw, std::span<std::uint8_t> out) const {
    base::fill_from_stream(draw.key(0), out);
    return true;
  }
  bool operator==(const Repeat&) const = default;
};

}  // namespace krm::scenario::source

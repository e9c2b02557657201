#pragma once

#include "scenario/source/draw.h"

namespace krm::scenario::source {

// Seeded gives the keyed stream of the seed. Its bytes are the same on every machine.
struct Seeded {
  static constexpr std::string_view name = "seeded";
  static constexpr std::string_view help = "the keyed stream of `seed` and the call's number";
  static void fields(auto&) {}

  bool fill(const Draw& draw, std::span<std::uint8_t> out) const {
    base::fill_from_stream(draw.key(), out);
    return true;
  }
  bool operator==(const Seeded&) const = default;
};

}  // namespace krm::scenario::source

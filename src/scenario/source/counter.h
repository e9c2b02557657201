#pragma once

#include "scenario/source/draw.h"

namespace krm::scenario::source {

// Counter gives bytes that look different each time and are not random at all.
struct Counter {
  static constexpr std::string_view name = "counter";
  static constexpr std::string_view help = "00 01 02 ... running on across calls";
  static void fields(auto&) {}

  bool fill(const Draw& draw, std::span<std::uint8_t> out) const {
    std::uint64_t next = draw.place.offset;
    for (std::uint8_t& byte : out) byte = static_cast<std::uint8_t>(next++ & 0xff);
    return true;
  }
  bool operator==(const Counter&) const = default;
};

}  // namespace krm::scenario::source

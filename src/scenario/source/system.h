#pragma once

#include "scenario/source/draw.h"

namespace krm::scenario::source {

// System gives the kernel's bytes. `retries: same` still repeats those of the first attempt.
struct System {
  static constexpr std::string_view name = "system";
  static constexpr std::string_view help = "unpredictable bytes of the system (the default)";
  static void fields(auto&) {}

  bool fill(const Draw&, std::span<std::uint8_t>) const { return false; }
  bool operator==(const System&) const = default;
};

}  // namespace krm::scenario::source

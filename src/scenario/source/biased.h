#pragma once

#include <vector>

#include "scenario/source/draw.h"

namespace krm::scenario::source {

// Biased plays a generator that prefers ones, or zeros.
struct Biased {
  static constexpr std::string_view name = "biased";
  static constexpr std::string_view help = "seeded bytes whose bits are 1 with probability p";
  static void fields(auto& field) {
    field("p", &Biased::p, "the probability of a 1", Numbers{.may_be_per_cent = true});
  }

  // Takes 32 bits of the stream for each bit, so p holds to a part in four thousand million.
  bool fill(const Draw& draw, std::span<std::uint8_t> out) const {
    constexpr std::size_t bytes_a_bit = 4;
    std::vector<std::uint8_t> stream(out.size() * 8 * bytes_a_bit);
    base::fill_from_stream(draw.key(), stream);
    const double limit = p * 0x1p32;
    for (std::size_t i = 0; i < out.size() * 8; ++i) {
      std::uint32_t number = 0;
      for (std::size_t b = 0; b < bytes_a_bit; ++b) {
        number = number << 8 | stream[i * bytes_a_bit + b];
      }
      const bool one = static_cast<double>(number) < limit;
      out[i / 8] = static_cast<std::uint8_t>(out[i / 8] << 1 | (one ? 1 : 0));
    }
    return true;
  }

  double p = 0.75;
  bool operator==(const Biased&) const = default;
};

}  // namespace krm::scenario::source

// Chance that can be repeated. A Dice belongs to one request; each draw is keyed by (seed, label,
// request, rule, purpose) and not taken from a sequence, so adding a rule or drawing twice changes
// no other draw, and threads cannot reshuffle anything.
//
// Thread-safety: immutable; draws may be made from any thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace krm::base {

class Dice {
 public:
  // `request` is the tenant's index over all its framed requests, from 0.
  Dice(std::uint64_t seed, std::string_view label, std::uint64_t request);

  // A uniform integer in [0, 2^53).
  std::uint64_t integer(std::string_view rule, std::string_view purpose) const;

  // A uniform number in [0, 1), exact on every platform: integer() / 2^53.
  double unit(std::string_view rule, std::string_view purpose) const;

 private:
  std::string prefix_;
};

}  // namespace krm::base

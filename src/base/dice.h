// Draws random numbers that can be repeated. A Dice belongs to one request. Each draw depends only
// on (seed, label, request, rule, purpose), and there is no sequence. So a new rule or a second
// draw changes no other draw, and neither does the order of threads.
//
// Thread-safety: all members may be called from any thread. A Dice never changes.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace krm::base {

class Dice {
 public:
  // `request` is the index of the request among all framed requests of its tenant, from 0.
  Dice(std::uint64_t seed, std::string_view label, std::uint64_t request);

  // Returns a uniform integer in [0, 2^53).
  std::uint64_t integer(std::string_view rule, std::string_view purpose) const;

  // Returns integer() / 2^53, a uniform number in [0, 1). It is the same on every platform.
  double unit(std::string_view rule, std::string_view purpose) const;

 private:
  std::string prefix_;
};

}  // namespace krm::base

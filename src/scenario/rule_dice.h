// A RuleDice is chance as a fault sees it: the draws of one rule for one request, or for one call.
#pragma once

#include <string_view>

#include "base/dice.h"

namespace krm::scenario {

class RuleDice {
 public:
  // REQUIRES: both outlive this.
  RuleDice(const base::Dice& dice, std::string_view rule) : dice_(dice), rule_(rule) {}

  std::uint64_t integer(std::string_view purpose) const { return dice_.integer(rule_, purpose); }
  double unit(std::string_view purpose) const { return dice_.unit(rule_, purpose); }

 private:
  const base::Dice& dice_;
  std::string_view rule_;
};

}  // namespace krm::scenario

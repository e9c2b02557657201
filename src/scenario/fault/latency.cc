#include "scenario/fault/latency.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace krm::scenario::fault {
namespace {

constexpr Milliseconds longest = std::chrono::hours(24);

Milliseconds rounded(double milliseconds) {
  const double most = static_cast<double>(longest.count());
  return Milliseconds(std::llround(std::clamp(milliseconds, 0.0, most)));
}

// Draws by the method of Box and Muller. The first draw is never zero.
double standard_normal(const RuleDice& dice) {
  const double u = 1 - dice.unit("latency radius");
  return std::sqrt(-2 * std::log(u)) * std::cos(2 * std::numbers::pi * dice.unit("latency angle"));
}

}  // namespace

void Uniform::check(const Node& node, Reading& reading) const {
  if (min > max) {
    reading.refuse(node.mark, fmt::format("min {} is more than max {}; change them round",
                                          base::to_text(min), base::to_text(max)));
  }
}

void Latency::check(const Node& node, Reading& reading) const {
  if (fixed.has_value() + uniform.has_value() + lognormal.has_value() != 1) {
    reading.refuse(node.mark, "\"latency\" takes one of fixed, uniform and lognormal");
  }
}

void Latency::apply(Plan& plan, const RuleDice& dice) const {
  if (fixed) plan.delivery.delay = *fixed;
  if (uniform) {
    const auto width = static_cast<double>((uniform->max - uniform->min).count());
    plan.delivery.delay = uniform->min + rounded(width * dice.unit("latency"));
  }
  if (lognormal) {
    const auto median = static_cast<double>(lognormal->median.count());
    plan.delivery.delay = rounded(median * std::exp(lognormal->sigma * standard_normal(dice)));
  }
}

}  // namespace krm::scenario::fault

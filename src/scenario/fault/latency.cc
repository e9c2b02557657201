#include "scenario/fault/latency.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <utility>

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

void Lognormal::check(const Node& node, Reading& reading) const {
  if (p50 && median) {
    reading.refuse(node.mark, "\"p50\" is the median; take one of the two away");
  } else if (!p50 && !median) {
    reading.refuse(node.mark, "\"lognormal\" needs \"median\" or \"p50\"");
  } else if (p99.has_value() == sigma.has_value()) {
    reading.refuse(node.mark, "\"lognormal\" needs \"sigma\" or \"p99\", one of the two");
  } else if (p99 && *p99 < (p50 ? *p50 : *median)) {
    reading.refuse(node.mark, "p99 is less than the median; change them round");
  } else if (p99 && *p99 > 1000 * (p50 ? *p50 : *median)) {
    reading.refuse(node.mark, "p99 is more than 1000 times the median; give a smaller one");
  }
}

void Lognormal::complete() {
  if (p50) median = std::exchange(p50, std::nullopt);
  if (!p99) return;
  constexpr double deviations = 2.3263478740408408;  // that 99 of 100 normal numbers stay below
  const auto ratio = static_cast<double>(p99->count()) / static_cast<double>(median->count());
  sigma = std::log(ratio) / deviations;
  p99.reset();
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
    const auto median = static_cast<double>(lognormal->median->count());
    plan.delivery.delay = rounded(median * std::exp(*lognormal->sigma * standard_normal(dice)));
  }
}

}  // namespace krm::scenario::fault

#include "scenario/expect/range.h"

#include <fmt/format.h>

namespace krm::scenario::expect {

std::string counted(std::int64_t number, std::string_view noun) {
  return fmt::format("{} {}{}", number, noun, number == 1 ? "" : "s");
}

std::string in_words(std::chrono::nanoseconds time) {
  const double ms = static_cast<double>(time.count()) / 1e6;
  if (ms < 9.95) return fmt::format("{:.1f} ms", ms);
  return ms < 999.5 ? fmt::format("{:.0f} ms", ms) : fmt::format("{:.3g} s", ms / 1000);
}

std::string Range::in_words(std::string_view noun) const {
  if (!max) return fmt::format("at least {}", counted(*min, noun));
  if (!min) return fmt::format("at most {}", counted(*max, noun));
  if (*min == *max) return fmt::format("exactly {}", counted(*max, noun));
  return fmt::format("{} to {}", *min, counted(*max, noun));
}

}  // namespace krm::scenario::expect

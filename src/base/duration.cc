#include "base/duration.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <utility>

namespace krm::base {
namespace {

constexpr std::array<std::pair<std::string_view, std::int64_t>, 4> units{
    {{"h", 3'600'000}, {"m", 60'000}, {"s", 1'000}, {"ms", 1}}};
constexpr std::int64_t longest = 100LL * 366 * 24 * 3'600'000;

}  // namespace

std::optional<Milliseconds> parse_duration(std::string_view text, bool may_be_negative) {
  const bool negative = text.starts_with('-');
  if (negative && !may_be_negative) return std::nullopt;
  if (negative) text.remove_prefix(1);
  if (text.empty() || text.front() < '0' || text.front() > '9') return std::nullopt;
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  const auto unit = text.substr(static_cast<std::size_t>(end - text.data()));
  const auto* found =
      std::ranges::find(units, unit, &std::pair<std::string_view, std::int64_t>::first);
  if (error != std::errc{} || found == units.end() || value > longest / found->second) {
    return std::nullopt;
  }
  return Milliseconds(negative ? -value * found->second : value * found->second);
}

std::string to_text(Milliseconds duration) {
  for (const auto& [unit, size] : units) {
    if (duration.count() != 0 && duration.count() % size == 0) {
      return fmt::format("{}{}", duration.count() / size, unit);
    }
  }
  return "0s";
}

}  // namespace krm::base

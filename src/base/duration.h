// Reads and writes durations as people write them: a whole number and a unit, "250ms", "5s", "2m",
// "1h".
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace krm::base {

using Milliseconds = std::chrono::milliseconds;

// Returns the duration in `text`. Returns nullopt when `text` does not have that form, or is longer
// than a hundred years of 366 days. Accepts a "-" before the number only if `may_be_negative`.
std::optional<Milliseconds> parse_duration(std::string_view text, bool may_be_negative = false);

// Returns `duration` in the largest unit that leaves a whole number. parse_duration reads it back.
std::string to_text(Milliseconds duration);

}  // namespace krm::base

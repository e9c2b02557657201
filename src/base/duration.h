// Times as people write them: a whole number and a unit, "250ms", "5s", "2m", "1h".
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace krm::base {

using Milliseconds = std::chrono::milliseconds;

// Nothing when the text is not of that form, or is more than a hundred years. A sign may stand
// before it only if `may_be_negative`.
std::optional<Milliseconds> parse_duration(std::string_view text, bool may_be_negative = false);

// In the largest unit that leaves a whole number; parse_duration reads it back.
std::string to_text(Milliseconds duration);

}  // namespace krm::base

// Writes and reads dates as HTTP does (RFC 9110, IMF-fixdate).
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"

namespace krm::http {

// Returns a text like "Sun, 06 Nov 1994 08:49:37 GMT". Drops fractions of a second. Does not depend
// on TZ and locale.
std::string imf_fixdate(base::WallTime time);

// Returns the time that such a text stands for, or nothing.
std::optional<base::WallTime> read_imf_fixdate(std::string_view text);

}  // namespace krm::http

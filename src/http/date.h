// Dates as HTTP writes them (RFC 9110, IMF-fixdate).
#pragma once

#include <string>

#include "base/clock.h"

namespace krm::http {

// "Sun, 06 Nov 1994 08:49:37 GMT"; fractions of a second are dropped. Independent of TZ and locale.
std::string imf_fixdate(base::WallTime time);

}  // namespace krm::http

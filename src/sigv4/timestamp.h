// Times as SigV4 writes them: ISO 8601, basic format, UTC, as 20150830T123600Z.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace krm::sigv4 {

// Returns nothing unless `text` has exactly that form and is a time that exists. Refuses leap
// seconds. Counts in seconds, since nanoseconds do not reach the year 9999.
std::optional<std::chrono::sys_seconds> parse_timestamp(std::string_view text);

std::string timestamp(std::chrono::sys_seconds time);

}  // namespace krm::sigv4

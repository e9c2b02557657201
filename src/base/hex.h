// Bytes as pairs of hexadecimal digits.
//
// Thread-safety: functions of their arguments.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/bytes.h"

namespace krm::base {

// Returns two digits a byte, in lower case.
std::string to_hex(ByteView bytes);

// Returns the bytes of digits in either case, or nothing when `text` holds anything else. Skips the
// characters of `blanks` between two pairs.
std::optional<Bytes> from_hex(std::string_view text, const char* blanks = "");

}  // namespace krm::base

// Writes and reads bytes as pairs of hexadecimal digits.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/bytes.h"

namespace krm::base {

// Returns two digits for each byte, in lower case.
std::string to_hex(ByteView bytes);

// Returns the bytes that the digits stand for, in either case. Skips the characters of `blanks`
// between two pairs. Returns nullopt when `text` holds anything else.
std::optional<Bytes> from_hex(std::string_view text, const char* blanks = "");

}  // namespace krm::base

// Checks UTF-8 and tells its characters apart.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace krm::base {

// Returns the number of Unicode scalar values in `text`. When `text` is not valid, returns the
// number of bytes that do not continue a character.
std::size_t count_characters(std::string_view text);

// Returns where the first part begins that is not UTF-8, or nullopt when all is valid. By RFC 3629
// overlong forms, surrogates and anything above U+10FFFF are not valid.
std::optional<std::size_t> first_invalid_utf8(std::string_view text);

// Returns `text` with U+FFFD in place of what is not UTF-8. Each character that begins but does not
// end gets one, and so does each byte that begins no character.
std::string in_utf8(std::string_view text);

// Returns the first character of `text`. When `text` is not valid, returns at least one byte.
// REQUIRES: `text` is not empty.
std::string_view first_character(std::string_view text);

}  // namespace krm::base

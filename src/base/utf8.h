// Characters in UTF-8.
//
// Thread-safety: functions of their arguments.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace krm::base {

// Unicode scalar values. Of text that is not valid, the bytes that begin one.
std::size_t count_characters(std::string_view text);

// Where the first byte is that is no UTF-8 (RFC 3629: no overlong forms, no surrogates, nothing
// above U+10FFFF).
std::optional<std::size_t> first_invalid_utf8(std::string_view text);

// Returns `text` with U+FFFD in place of what is not UTF-8, one for each beginning of a character
// that does not go on and for each byte that begins none.
std::string in_utf8(std::string_view text);

// Of text that is not valid, at least a byte. REQUIRES: not empty.
std::string_view first_character(std::string_view text);

}  // namespace krm::base

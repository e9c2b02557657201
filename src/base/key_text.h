// How the parts of a key become one text that no other parts give, and its digest. Dice and the
// keyed stream are built on it, and so is whatever must be told apart by its content.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace krm::base {

// Eight bytes, little endian.
void append(std::string& to, std::uint64_t value);

// The length, then the bytes: ("ab", "c") and ("a", "bc") are different keys.
void append(std::string& to, std::string_view text);

// BLAKE2b-256.
std::array<std::uint8_t, 32> digest(std::string_view text);

}  // namespace krm::base

// Joins the parts of a key into one text, and makes its digest. Different parts always give
// different texts. Dice and the keyed stream use it. So does all code that compares things by their
// content.
//
// Thread-safety: pure functions. `to` belongs to one thread.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace krm::base {

// Appends `value` as eight bytes, little endian.
void append(std::string& to, std::uint64_t value);

// Appends the length of `text`, then its bytes. So ("ab", "c") and ("a", "bc") are different keys.
void append(std::string& to, std::string_view text);

// Returns BLAKE2b-256 of `text`.
std::array<std::uint8_t, 32> digest(std::string_view text);

}  // namespace krm::base

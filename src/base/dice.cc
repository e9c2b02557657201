#include "base/dice.h"

#include <sodium.h>

#include <array>

namespace krm::base {
namespace {

void append(std::string& to, std::uint64_t value) {
  for (int shift = 0; shift < 64; shift += 8) to += static_cast<char>((value >> shift) & 0xff);
}

// Lengths stand before texts, so that ("ab", "c") and ("a", "bc") are different keys.
void append(std::string& to, std::string_view text) {
  append(to, static_cast<std::uint64_t>(text.size()));
  to += text;
}

}  // namespace

Dice::Dice(std::uint64_t seed, std::string_view label, std::uint64_t request) {
  append(prefix_, seed);
  append(prefix_, label);
  append(prefix_, request);
}

std::uint64_t Dice::integer(std::string_view rule, std::string_view purpose) const {
  std::string key = prefix_;
  append(key, rule);
  append(key, purpose);
  std::array<unsigned char, crypto_generichash_BYTES> digest;
  crypto_generichash(digest.data(), digest.size(),
                     reinterpret_cast<const unsigned char*>(key.data()), key.size(), nullptr, 0);
  std::uint64_t value = 0;
  for (std::size_t i = 0; i < 8; ++i) value |= static_cast<std::uint64_t>(digest[i]) << (8 * i);
  return value >> 11;
}

double Dice::unit(std::string_view rule, std::string_view purpose) const {
  return static_cast<double>(integer(rule, purpose)) * 0x1p-53;
}

}  // namespace krm::base

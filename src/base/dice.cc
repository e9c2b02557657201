#include "base/dice.h"

#include "base/key_text.h"

namespace krm::base {

Dice::Dice(std::uint64_t seed, std::string_view label, std::uint64_t request) {
  append(prefix_, seed);
  append(prefix_, label);
  append(prefix_, request);
}

std::uint64_t Dice::integer(std::string_view rule, std::string_view purpose) const {
  std::string key = prefix_;
  append(key, rule);
  append(key, purpose);
  const auto bytes = digest(key);
  std::uint64_t value = 0;
  for (std::size_t i = 0; i < 8; ++i) value |= static_cast<std::uint64_t>(bytes[i]) << (8 * i);
  return value >> 11;
}

double Dice::unit(std::string_view rule, std::string_view purpose) const {
  return static_cast<double>(integer(rule, purpose)) * 0x1p-53;
}

}  // namespace krm::base

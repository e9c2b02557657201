// Platform configuration registers (PCRs), as attestation documents have them.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string_view>

#include "base/bytes.h"

namespace krm::nitro {

inline constexpr unsigned most_pcrs = 32;

// Returns the number of a PCR, 0 to 31, from its decimal digits; nothing for any other text.
constexpr std::optional<unsigned> pcr_number(std::string_view text) {
  if (text.empty() || text.size() > 2 || (text.size() == 2 && text.front() == '0')) return {};
  unsigned number = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return {};
    number = number * 10 + static_cast<unsigned>(c - '0');
  }
  return number < most_pcrs ? std::optional(number) : std::nullopt;
}

constexpr bool is_pcr_size(std::size_t bytes) { return bytes == 32 || bytes == 48 || bytes == 64; }

using Pcrs = std::map<unsigned, base::Bytes>;  // by number

}  // namespace krm::nitro

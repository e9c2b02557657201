// Platform configuration registers (PCRs), as attestation documents have them.
//
// Thread-safety: plain values.
#pragma once

#include <cstddef>
#include <map>

#include "base/bytes.h"

namespace krm::nitro {

inline constexpr unsigned most_pcrs = 32;

constexpr bool is_pcr_size(std::size_t bytes) { return bytes == 32 || bytes == 48 || bytes == 64; }

using Pcrs = std::map<unsigned, base::Bytes>;  // by number

}  // namespace krm::nitro

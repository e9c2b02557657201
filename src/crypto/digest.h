// Computes digests.
//
// Thread-safety: any thread may call the functions. They throw Broken.
#pragma once

#include <array>
#include <cstdint>

#include "base/bytes.h"

namespace krm::crypto {

using Sha256 = std::array<std::uint8_t, 32>;
using Sha384 = std::array<std::uint8_t, 48>;

Sha256 sha256(base::ByteView bytes);
Sha384 sha384(base::ByteView bytes);

}  // namespace krm::crypto

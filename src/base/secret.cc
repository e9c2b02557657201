#include "base/secret.h"

#include <sodium.h>

namespace krm::base {

void wipe(std::span<std::uint8_t> bytes) noexcept { sodium_memzero(bytes.data(), bytes.size()); }

}  // namespace krm::base

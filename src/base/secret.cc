#include "base/secret.h"

#include <sodium.h>

namespace krm::base {

void wipe(std::span<std::uint8_t> bytes) noexcept { sodium_memzero(bytes.data(), bytes.size()); }

bool is_equal(std::string_view given, std::string_view secret) {
  return given.size() == secret.size() &&
         sodium_memcmp(given.data(), secret.data(), secret.size()) == 0;
}

}  // namespace krm::base

#include "base/entropy.h"

#include <sodium.h>
#include <unistd.h>

#include <array>

namespace krm::base {

bool SodiumEntropy::initialise() { return sodium_init() >= 0; }

bool SodiumEntropy::fill(std::span<std::uint8_t> out) {
  // getentropy fails where libsodium's randombytes_buf would end the process.
  constexpr std::size_t most_at_once = 256;
  if (out.size() <= most_at_once) return getentropy(out.data(), out.size()) == 0;
  std::array<std::uint8_t, randombytes_SEEDBYTES> seed;
  if (getentropy(seed.data(), seed.size()) != 0) return false;
  randombytes_buf_deterministic(out.data(), out.size(), seed.data());
  sodium_memzero(seed.data(), seed.size());
  return true;
}

}  // namespace krm::base

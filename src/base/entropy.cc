#include "base/entropy.h"

#include <sodium.h>

#include <array>

namespace krm::base {

bool SodiumEntropy::initialise() { return sodium_init() >= 0; }

bool SodiumEntropy::fill(std::span<std::uint8_t> out) {
  // randombytes_buf asks the kernel for at most 256 bytes at a time; a fresh key expanded by
  // libsodium's stream cipher is one system call for any size.
  std::array<std::uint8_t, randombytes_SEEDBYTES> seed;
  randombytes_buf(seed.data(), seed.size());
  randombytes_buf_deterministic(out.data(), out.size(), seed.data());
  sodium_memzero(seed.data(), seed.size());
  return true;
}

}  // namespace krm::base

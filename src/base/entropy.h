// Random bytes as a parameter: the one door through which unpredictable bytes enter the program.
//
// Thread-safety: fill() may be called from any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace krm::base {

class Entropy {
 public:
  virtual ~Entropy() = default;

  // Fills all of `out` and returns true. On failure returns false, and what `out` holds must not be
  // used: there are never fewer bytes than asked for.
  [[nodiscard]] virtual bool fill(std::span<std::uint8_t> out) = 0;
};

// The kernel's random bytes; where it would take several calls, libsodium's stream cipher under a
// key from the kernel.
class SodiumEntropy final : public Entropy {
 public:
  // False when libsodium cannot be initialised on this machine; nothing may be drawn then.
  [[nodiscard]] static bool initialise();

  // One system call, whatever the size; fails when the kernel refuses it.
  [[nodiscard]] bool fill(std::span<std::uint8_t> out) override;
};

}  // namespace krm::base

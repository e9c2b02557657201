// Gives random bytes to code that needs them, so that a test can choose the bytes. All
// unpredictable bytes of the program come from an Entropy.
//
// Thread-safety: fill() may be called from any thread.
#pragma once

#include <cstdint>
#include <span>

namespace krm::base {

class Entropy {
 public:
  virtual ~Entropy() = default;

  // Fills all of `out` and returns true. On failure returns false, and the caller must not use any
  // byte of `out`. It never fills only a part.
  [[nodiscard]] virtual bool fill(std::span<std::uint8_t> out) = 0;
};

// Returns the kernel's random bytes, up to 256 of them. For more it runs libsodium's stream cipher
// under a key from the kernel, because the kernel would need several calls.
class SodiumEntropy final : public Entropy {
 public:
  // Returns false when libsodium cannot be initialised on this machine. Then nobody may call
  // fill().
  [[nodiscard]] static bool initialise();

  // Makes one system call, whatever the size. Fails when the kernel refuses it.
  [[nodiscard]] bool fill(std::span<std::uint8_t> out) override;
};

}  // namespace krm::base

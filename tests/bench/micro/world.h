// What the stages draw on, as `serve` sets it up.
#pragma once

#include <stdexcept>

#include "base/clock.h"
#include "base/entropy.h"
#include "kms/key_stores.h"
#include "mock/handle.h"

namespace krm::bench {

class RealWorld {
 public:
  RealWorld() {
    if (!base::SodiumEntropy::initialise()) throw std::runtime_error("no libsodium");
  }

  mock::World world() { return {clock_, entropy_, key_stores_}; }

 private:
  base::SystemClock clock_;
  base::SodiumEntropy entropy_;
  kms::KeyStores key_stores_;
};

}  // namespace krm::bench

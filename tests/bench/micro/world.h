// What the stages draw on, as `serve` sets it up.
#pragma once

#include <unistd.h>

#include <memory>
#include <stdexcept>
#include <utility>

#include "base/clock.h"
#include "base/entropy.h"
#include "base/log.h"
#include "mock/handle.h"
#include "mock/tally.h"

namespace krm::bench {

class RealWorld {
 public:
  explicit RealWorld(mock::Overrides overrides = {}, mock::JournalSettings kept = {})
      : journal_(kept, nullptr, &tally_),
        tenants_(clock_, journal_,
                 mock::ActiveScenario(std::make_shared<const scenario::Scenario>(), 42,
                                      std::move(overrides))) {
    if (!base::SodiumEntropy::initialise()) throw std::runtime_error("no libsodium");
  }

  mock::World world() { return {entropy_, tenants_, journal_, log_, {}}; }

 private:
  base::SystemClock clock_;
  base::SodiumEntropy entropy_;
  base::Log log_{STDERR_FILENO, base::LogFormat::text, base::Level::warning, clock_};
  mock::Tally tally_;
  mock::Journal journal_;
  mock::Tenants tenants_;
};

}  // namespace krm::bench

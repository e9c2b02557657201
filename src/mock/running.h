// A scenario that is being run: itself, and what was settled when it was taken up.
//
// Thread-safety: immutable.
#pragma once

#include <cstdint>
#include <memory>

#include "kms/account.h"
#include "scenario/scenario.h"

namespace krm::mock {

struct Running {
  Running(std::shared_ptr<const scenario::Scenario> taken_up, std::uint64_t settled_seed);

  std::shared_ptr<const scenario::Scenario> scenario;
  std::uint64_t seed;
  kms::Account account;  // as each tenant finds it
};

}  // namespace krm::mock

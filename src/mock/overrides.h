// Overrides hold what the command line says in place of the scenario.
#pragma once

#include <optional>
#include <string>

#include "nitro/policy.h"
#include "sigv4/authenticate.h"

namespace krm::mock {

struct Overrides {
  std::optional<sigv4::Auth> auth{};
  std::optional<std::string> region{};
  nitro::PolicyOverrides attestation{};
};

}  // namespace krm::mock

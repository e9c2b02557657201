// Overrides hold what the command line says in place of the scenario.
#pragma once

#include <optional>
#include <string>

#include "base/duration.h"
#include "http/upstream.h"
#include "nitro/policy.h"
#include "sigv4/authenticate.h"

namespace krm::mock {

struct Overrides {
  std::optional<sigv4::Auth> auth{};
  std::optional<std::string> region{};
  nitro::PolicyOverrides attestation{};
  std::optional<http::Upstream> upstream{};
  std::string upstream_authority_file{};  // these two are for whichever there is
  std::optional<base::Milliseconds> upstream_patience{};
};

}  // namespace krm::mock

// What the command line says in the scenario's place.
//
// Thread-safety: a value.
#pragma once

#include <optional>
#include <string>

#include "base/duration.h"
#include "nitro/pcrs.h"
#include "nitro/policy.h"
#include "sigv4/authenticate.h"

namespace krm::mock {

struct Overrides {
  // Whether anything is said about attestation.
  bool speak_of_attestation() const {
    return verify || roots || max_age || skew || document_clock || expected_pcrs;
  }

  std::optional<sigv4::Auth> auth{};
  std::optional<std::string> region{};
  std::optional<nitro::Verify> verify{};
  std::optional<nitro::Roots> roots{};
  std::optional<base::Milliseconds> max_age{};
  std::optional<base::Milliseconds> skew{};
  std::optional<nitro::DocumentClock> document_clock{};
  std::optional<nitro::Pcrs> expected_pcrs{};
};

}  // namespace krm::mock

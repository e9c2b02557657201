// A scenario that is being run: itself, and what was settled when it was taken up.
//
// Thread-safety: immutable.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "aws/authenticate.h"
#include "base/duration.h"
#include "kms/account.h"
#include "kms/authorise.h"
#include "nitro/policy.h"
#include "scenario/scenario.h"

namespace krm::mock {

// What the command line says in the scenario's place.
struct Overrides {
  // Whether anything is said about attestation.
  bool speak_of_attestation() const {
    return verify || roots || max_age || skew || document_clock || expected_pcrs;
  }

  std::optional<aws::Auth> auth{};
  std::optional<std::string> region{};
  std::optional<nitro::Verify> verify{};
  std::optional<nitro::Roots> roots{};
  std::optional<base::Milliseconds> max_age{};
  std::optional<base::Milliseconds> skew{};
  std::optional<nitro::DocumentClock> document_clock{};
  std::optional<nitro::ExpectedPcrs> expected_pcrs{};
};

struct Running {
  Running(std::shared_ptr<const scenario::Scenario> taken_up, std::uint64_t settled_seed,
          const Overrides& overrides = {});

  std::shared_ptr<const scenario::Scenario> scenario;
  std::uint64_t seed;
  kms::Account account;  // as each tenant finds it
  aws::SignatureRules signatures;
  std::map<std::string, kms::Principal, std::less<>> principals;  // by access key ID
  nitro::Policy attestation;
  bool speaks_of_attestation;  // the scenario, or the command line

  // Whose key it is; nullptr where nobody is listed with that.
  const kms::Principal* principal(std::string_view access_key_id) const;

  // Who is said to have asked: the principal, else a user of the key's name.
  std::string arn(std::string_view access_key_id) const;
};

}  // namespace krm::mock

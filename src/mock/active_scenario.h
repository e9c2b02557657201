// A scenario that is being run: itself, and what was settled when it was taken up.
//
// Thread-safety: immutable.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "kms/account.h"
#include "kms/authorise.h"
#include "mock/overrides.h"
#include "nitro/policy.h"
#include "scenario/scenario.h"
#include "sigv4/authenticate.h"

namespace krm::mock {

struct ActiveScenario {
  ActiveScenario(std::shared_ptr<const scenario::Scenario> taken_up, std::uint64_t settled_seed,
                 const Overrides& overrides = {});

  std::shared_ptr<const scenario::Scenario> scenario;
  std::uint64_t seed;
  kms::Account account;  // as each tenant finds it
  sigv4::SignatureRules signatures;
  std::map<std::string, kms::Principal, std::less<>> principals;  // by access key ID
  nitro::Policy attestation;

  // Whose key it is; nullptr where nobody is listed with that.
  const kms::Principal* principal(std::string_view access_key_id) const;

  // Who is said to have asked: the principal, else a user of the key's name.
  std::string arn(std::string_view access_key_id) const;
};

}  // namespace krm::mock

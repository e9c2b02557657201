// The usual mistakes of a client about the key that it signs with: region, service, day and secret.
#pragma once

#include <optional>
#include <string>

#include "sigv4/access_key.h"
#include "sigv4/signing_trial.h"

namespace krm::sigv4 {

// The first that gives the client's signature, in plain words. `scope` and `key` are those it
// should have used. Names no secret.
std::optional<std::string> mistake_of_key(SigningTrial& trial, const Scope& scope,
                                          const AccessKey& key, const AccessKeys& keys);

}  // namespace krm::sigv4

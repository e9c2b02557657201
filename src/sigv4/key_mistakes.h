// Finds the usual mistakes of a client about the key that it signs with: region, service, day and
// secret.
//
// Thread-safety: for one thread, as a SigningTrial is.
#pragma once

#include <optional>
#include <string>

#include "sigv4/access_key.h"
#include "sigv4/signing_trial.h"

namespace krm::sigv4 {

// Returns the first mistake that gives the client's signature, in plain words, or nothing. `scope`
// and `key` are those that the client should have used. Names no secret.
std::optional<std::string> mistake_of_key(SigningTrial& trial, const Scope& scope,
                                          const AccessKey& key, const AccessKeys& keys);

}  // namespace krm::sigv4

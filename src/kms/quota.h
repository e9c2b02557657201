// How many requests KMS takes: of an account, and on top of that of each custom key store.
//
// Thread-safety: none; the tenant's mutex guards it.
#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "kms/model.h"
#include "kms/token_bucket.h"

namespace krm::kms {

// Cryptographic operations (symmetric) a second, of an account in that region
// (DOC: requests-per-second table, 2026).
double documented_rate(std::string_view region);

// GenerateRandom and others a second, of an AWS CloudHSM key store (DOC: the same table).
inline constexpr double documented_key_store_rate = 1'800;

struct Quota {
  std::optional<TokenBucket> account;  // without one there is no limit
  std::map<std::string, TokenBucket, std::less<>> key_stores;

  // Takes what a request costs that check_quota() has passed at the same time: a token of each
  // bucket that it falls under.
  void charge(const GenerateRandomRequest& request);
};

// The stage `throttle`: passes a request for which there is a token in the account's bucket and, if
// it names a key store that has one, in that one's. It takes neither: a request that ends up
// answered by a scenario costs nothing. Else ThrottlingException in KMS's words (REAL).
Passed check_quota(const GenerateRandomRequest& request, Quota& quota,
                   std::chrono::nanoseconds now);

}  // namespace krm::kms

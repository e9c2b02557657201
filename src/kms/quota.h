// The request quotas of KMS: one for the account, and also one for each custom key store.
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

// Returns the quota of an account in `region`: cryptographic operations (symmetric) a second (DOC:
// requests-per-second table, 2026).
double documented_rate(std::string_view region);

// The quota of an AWS CloudHSM key store: GenerateRandom and other operations a second (DOC: the
// same table).
inline constexpr double documented_key_store_rate = 1'800;

struct Quota {
  std::optional<TokenBucket> account;                          // nothing: no limit
  std::map<std::string, TokenBucket, std::less<>> key_stores;  // by id

  // Lets all buckets fill from `now` on.
  void begin(std::chrono::nanoseconds now);

  // Takes one token from each bucket that `request` falls under. REQUIRES: check_quota() has passed
  // `request` at the same time.
  void charge(const GenerateRandomRequest& request);
};

// The stage `throttle`. Passes a request when the account's bucket has a token. If the request
// names a key store that has a bucket, that bucket needs a token too. Otherwise fails with
// ThrottlingException in KMS's words (REAL). Takes no token: a request that a scenario answers in
// the end costs nothing.
Passed check_quota(const GenerateRandomRequest& request, Quota& quota,
                   std::chrono::nanoseconds now);

}  // namespace krm::kms

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

// The quota of each operation that shows or changes key stores (DOC: the same table).
inline constexpr double documented_rate_of_store_operations = 5;

using Buckets = std::map<std::string, TokenBucket, std::less<>>;

struct Quota {
  std::optional<TokenBucket> account{};  // nothing: no limit
  Buckets key_stores{};                  // by id
  Buckets operations{};                  // by name: those that have their own quota

  // Lets all buckets fill from `now` on.
  void begin(std::chrono::nanoseconds now);
};

// Which buckets a request takes a token from, if they are there.
struct Load {
  bool is_of_account = true;
  std::string_view key_store{};  // empty: none
  std::string_view operation{};  // the same
};

// The stage `throttle`. Passes a request when each bucket that it falls under has a token.
// Otherwise fails with ThrottlingException in KMS's words (REAL). Takes no token: a request that a
// scenario answers in the end costs nothing.
Passed check_quota(const Load& load, Quota& quota, std::chrono::nanoseconds now);

// Takes one token from each bucket. REQUIRES: check_quota() has passed `load` at the same time.
void charge(const Load& load, Quota& quota);

}  // namespace krm::kms

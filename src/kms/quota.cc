#include "kms/quota.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "base/quoting.h"

namespace krm::kms {
namespace {

constexpr std::array regions_of_100_000 = {"us-east-1", "us-west-2", "eu-west-1"};
constexpr std::array regions_of_20_000 = {"us-east-2",      "ap-southeast-1", "ap-southeast-2",
                                          "ap-northeast-1", "eu-central-1",   "eu-west-2"};

TokenBucket* bucket_in(Buckets& buckets, std::string_view name) {
  const auto found = buckets.find(name);
  return found == buckets.end() ? nullptr : &found->second;
}

// A bucket that a request falls under, and whose it is.
struct Due {
  TokenBucket* bucket;  // null: there is none
  std::string (*owner)(const Load& load);
};

std::array<Due, 3> dues_of(const Load& load, Quota& quota) {
  TokenBucket* account = load.is_of_account && quota.account ? &*quota.account : nullptr;
  return {{{account, [](const Load&) { return std::string("the account's request quota"); }},
           {bucket_in(quota.key_stores, load.key_store),
            [](const Load& of) {
              return fmt::format("the request quota of key store {}", base::quoted(of.key_store));
            }},
           {bucket_in(quota.operations, load.operation),
            [](const Load& of) { return fmt::format("the request quota of {}", of.operation); }}}};
}

}  // namespace

double documented_rate(std::string_view region) {
  if (std::ranges::find(regions_of_100_000, region) != regions_of_100_000.end()) return 100'000;
  if (std::ranges::find(regions_of_20_000, region) != regions_of_20_000.end()) return 20'000;
  return 10'000;
}

void Quota::begin(std::chrono::nanoseconds now) {
  if (account) account->begin(now);
  for (auto& [id, bucket] : key_stores) bucket.begin(now);
  for (auto& [name, bucket] : operations) bucket.begin(now);
}

Passed check_quota(const Load& load, Quota& quota, std::chrono::nanoseconds now) {
  for (const Due& due : dues_of(load, quota)) {
    if (due.bucket == nullptr || due.bucket->has_token(now)) continue;
    return tl::unexpected<aws::Failure>(
        aws::Error(aws::error_named("ThrottlingException"), {}, due.owner(load) + " is used up"));
  }
  return {};
}

void charge(const Load& load, Quota& quota) {
  for (const Due& due : dues_of(load, quota)) {
    if (due.bucket != nullptr) due.bucket->take();
  }
}

}  // namespace krm::kms

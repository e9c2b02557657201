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

TokenBucket* bucket_of(Quota& quota, const GenerateRandomRequest& request) {
  if (!request.custom_key_store_id) return nullptr;
  const auto found = quota.key_stores.find(*request.custom_key_store_id);
  return found == quota.key_stores.end() ? nullptr : &found->second;
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
}

void Quota::charge(const GenerateRandomRequest& request) {
  if (account) account->take();
  if (TokenBucket* key_store = bucket_of(*this, request)) key_store->take();
}

Passed check_quota(const GenerateRandomRequest& request, Quota& quota,
                   std::chrono::nanoseconds now) {
  const auto refuse = [](std::string why) {
    return tl::unexpected<aws::Failure>(
        aws::Error(aws::error_named("ThrottlingException"), {}, std::move(why)));
  };
  if (quota.account && !quota.account->has_token(now)) {
    return refuse("the account's request quota is used up");
  }
  TokenBucket* key_store = bucket_of(quota, request);
  if (key_store != nullptr && !key_store->has_token(now)) {
    return refuse(fmt::format("the request quota of key store {} is used up",
                              base::quoted(*request.custom_key_store_id)));
  }
  return {};
}

}  // namespace krm::kms

#include "mock/running.h"

#include <algorithm>
#include <utility>

namespace krm::mock {
namespace {

kms::TokenBucket bucket_of(const scenario::Rate& rate, double documented) {
  const double tokens = rate.rate.value_or(documented);
  const auto one_second = std::max<std::int64_t>(1, static_cast<std::int64_t>(tokens));
  return {tokens, rate.burst.value_or(one_second)};
}

kms::Account account_of(const scenario::Scenario& scenario) {
  kms::Account account;
  const scenario::Throttle& throttle = scenario.throttle;
  if (const auto& rate = throttle.account) {
    account.quota.account = bucket_of(*rate, kms::documented_rate(rate->quota.value_or("")));
  }
  for (const auto& [id, store] : scenario.key_stores) {
    account.key_stores[id] = {store.type, store.state};
    if (const auto& rate = throttle.key_store) {
      account.quota.key_stores.emplace(id, bucket_of(*rate, kms::documented_key_store_rate));
    }
  }
  return account;
}

}  // namespace

Running::Running(std::shared_ptr<const scenario::Scenario> taken_up, std::uint64_t settled_seed)
    : scenario(std::move(taken_up)), seed(settled_seed), account(account_of(*scenario)) {}

}  // namespace krm::mock

#include "mock/active_scenario.h"

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
    account.key_stores.emplace(id, store);
    if (const auto& rate = throttle.key_store) {
      account.quota.key_stores.emplace(id, bucket_of(*rate, kms::documented_key_store_rate));
    }
  }
  return account;
}

constexpr std::string_view sample_account = "111122223333";  // of AWS's documentation
constexpr std::string_view unnamed_session = "kms-random-mock";
constexpr std::string_view nobody = "anonymous";

std::string_view account_id_of(const scenario::Scenario& scenario) {
  return scenario.account ? std::string_view(*scenario.account) : sample_account;
}

std::string arn_of(const scenario::Credential& credential, std::string_view account) {
  if (!credential.role) {
    return kms::user_arn(account, credential.user.value_or(credential.access_key_id));
  }
  const std::string_view role = *credential.role;
  const auto slash = role.rfind('/');
  if (slash == std::string_view::npos) {
    return kms::assumed_role_arn(account, role, unnamed_session);
  }
  return kms::assumed_role_arn(account, role.substr(0, slash), role.substr(slash + 1));
}

sigv4::SignatureRules rules_of(const scenario::Scenario& scenario, const Overrides& overrides) {
  sigv4::SignatureRules rules{.auth = overrides.auth.value_or(scenario.auth),
                              .service = std::string(kms::signing_name),
                              .region = overrides.region ? overrides.region : scenario.region,
                              .keys = {}};
  for (const scenario::Credential& credential : scenario.credentials) {
    rules.keys.emplace(credential.access_key_id,
                       std::make_shared<const sigv4::AccessKey>(sigv4::AccessKey::Terms{
                           .secret_access_key = credential.secret_access_key,
                           .session_token = credential.session_token,
                           .expired = credential.expired}));
  }
  return rules;
}

nitro::Policy policy_of(const scenario::Scenario& scenario) {
  if (!scenario.recipient) return {};
  const nitro::Policy& policy = *scenario.recipient;
  return policy;
}

}  // namespace

ActiveScenario::ActiveScenario(std::shared_ptr<const scenario::Scenario> taken_up,
                               std::uint64_t settled_seed, const Overrides& overrides)
    : scenario(std::move(taken_up)),
      seed(settled_seed),
      account(account_of(*scenario)),
      signatures(rules_of(*scenario, overrides)),
      attestation(overrides.attestation.laid_over(policy_of(*scenario))),
      warned_(new std::atomic_flag[scenario->rules.size()]) {
  for (const scenario::Credential& credential : scenario->credentials) {
    principals[credential.access_key_id] = {arn_of(credential, account_id_of(*scenario)),
                                            credential.denied};
  }
}

bool ActiveScenario::warns_of(const scenario::Rule& rule) const {
  return !warned_[&rule - scenario->rules.data()].test_and_set();
}

bool ActiveScenario::has_warned_of(const scenario::Rule& rule) const {
  return warned_[&rule - scenario->rules.data()].test();
}

std::string ActiveScenario::arn(std::string_view access_key_id) const {
  if (const kms::Principal* known = principal(access_key_id)) return known->arn;
  return kms::user_arn(account_id_of(*scenario), access_key_id.empty() ? nobody : access_key_id);
}

const kms::Principal* ActiveScenario::principal(std::string_view access_key_id) const {
  const auto found = principals.find(access_key_id);
  return found == principals.end() ? nullptr : &found->second;
}

}  // namespace krm::mock

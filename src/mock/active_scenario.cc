#include "mock/active_scenario.h"

#include <algorithm>
#include <utility>

#include "document/glob.h"
#include "kms/operations.h"
#include "scenario/digest.h"
#include "scenario/explain.h"
#include "scenario/load.h"

namespace krm::mock {
namespace {

kms::TokenBucket bucket_of(const scenario::Rate& rate, double documented) {
  const double tokens = rate.rate.value_or(documented);
  const auto one_second = std::max<std::int64_t>(1, static_cast<std::int64_t>(tokens));
  return {tokens, rate.burst.value_or(one_second)};
}

kms::Buckets documented_buckets() {
  kms::Buckets buckets;
  for (const kms::Operation* one : kms::operations()) {
    if (one->documented_rate <= 0) continue;
    const auto burst = static_cast<std::int64_t>(one->documented_rate);
    buckets.emplace(one->name, kms::TokenBucket(one->documented_rate, burst));
  }
  return buckets;
}

kms::Account account_of(const scenario::Scenario& scenario) {
  kms::Account account;
  const scenario::Throttle& throttle = scenario.throttle;
  if (const auto& rate = throttle.account) {
    account.quota.account = bucket_of(*rate, kms::documented_rate(rate->quota.value_or("")));
    if (rate->quota) account.quota.operations = documented_buckets();
  }
  for (const auto& [id, store] : scenario.key_stores) {
    account.key_stores.emplace(id, store.initial(id));
    if (const auto& rate = throttle.key_store) {
      account.quota.key_stores.emplace(id, bucket_of(*rate, kms::documented_key_store_rate));
    }
  }
  return account;
}

// Values take so many times the room of the text that says them.
constexpr std::size_t values_for_text = 4;

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
  return {.auth = overrides.auth.value_or(scenario.auth),
          .service = std::string(kms::signing_name),
          .region = overrides.region ? overrides.region : scenario.region,
          .keys = {}};
}

nitro::Policy policy_of(const scenario::Scenario& scenario) {
  if (!scenario.recipient) return {};
  const nitro::Policy& policy = *scenario.recipient;
  return policy;
}

std::shared_ptr<const http::Upstream> upstream_of(const scenario::Scenario& scenario,
                                                  const Overrides& overrides) {
  auto upstream = overrides.upstream ? overrides.upstream : scenario.upstream;
  if (!upstream) return nullptr;
  upstream->authority_file = overrides.upstream_authority_file;
  if (overrides.upstream_patience) upstream->patience = *overrides.upstream_patience;
  return std::make_shared<const http::Upstream>(std::move(*upstream));
}

}  // namespace

ActiveScenario::ActiveScenario(std::shared_ptr<const scenario::Scenario> taken_up,
                               std::uint64_t settled_seed, const Overrides& overrides)
    : scenario(std::move(taken_up)),
      seed(settled_seed),
      account(account_of(*scenario)),
      signatures(rules_of(*scenario, overrides)),
      attestation(overrides.attestation.laid_over(policy_of(*scenario))),
      upstream(upstream_of(*scenario, overrides)),
      headers(scenario::headers_looked_at(*scenario)),
      looks_at_bodies(scenario::looks_at_bodies(*scenario)),
      warned_(new std::atomic_flag[scenario->rules.size()]) {
  for (const scenario::Credential& credential : scenario->credentials) add(credential);
}

void ActiveScenario::add(const scenario::Credential& credential) {
  signatures.keys.insert_or_assign(credential.access_key_id,
                                   std::make_shared<const sigv4::AccessKey>(sigv4::AccessKey::Terms{
                                       .secret_access_key = credential.secret_access_key,
                                       .session_token = credential.session_token,
                                       .expired = credential.expired,
                                       .expires = credential.expires}));
  principals[credential.access_key_id] = {arn_of(credential, account_id_of(*scenario)),
                                          credential.denied};
}

const kms::Operation* ActiveScenario::operation_of(std::string_view target) const {
  const kms::Operation* operation = kms::operation_of_target(target);
  const bool is_elsewhere = operation != nullptr && operation->is_about_key_stores &&
                            upstream != nullptr && scenario->key_stores.empty();
  return is_elsewhere ? nullptr : operation;
}

bool ActiveScenario::counts_for_account(std::string_view operation) const {
  const auto& rate = scenario->throttle.account;
  if (!rate || rate->operations.empty()) return operation == scenario::what_rules_mean;
  return std::ranges::any_of(rate->operations, [&](const std::string& glob) {
    return document::glob_matches(glob, operation);
  });
}

const ActiveScenario::Written& ActiveScenario::written() const {
  std::call_once(written_->once, [this] {
    written_->digest = scenario::digest(*scenario);
    written_->size = scenario::dump(*scenario).size() * values_for_text;
  });
  return *written_;
}

const std::string& ActiveScenario::digest() const { return written().digest; }

std::size_t ActiveScenario::size() const { return written().size; }

std::shared_ptr<const ActiveScenario> ActiveScenario::with(
    const scenario::Credential& issued) const {
  auto more = std::make_shared<ActiveScenario>(*this);
  if (principals.contains(issued.access_key_id)) return more;
  scenario::Credential stand_in = issued;
  if (!scenario->credentials.empty()) stand_in = scenario->credentials.front();
  stand_in.access_key_id = issued.access_key_id;
  stand_in.secret_access_key = issued.secret_access_key;
  stand_in.session_token = issued.session_token;
  more->add(stand_in);
  return more;
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

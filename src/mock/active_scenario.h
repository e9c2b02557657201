// An ActiveScenario is an immutable scenario in use, with what was settled when it was taken up.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "http/upstream.h"
#include "kms/account.h"
#include "kms/authorise.h"
#include "kms/operation.h"
#include "mock/overrides.h"
#include "nitro/policy.h"
#include "scenario/scenario.h"
#include "sigv4/authenticate.h"

namespace krm::mock {

struct ActiveScenario {
  ActiveScenario(std::shared_ptr<const scenario::Scenario> taken_up, std::uint64_t settled_seed,
                 const Overrides& overrides = {});

  std::shared_ptr<const scenario::Scenario> scenario;
  std::uint64_t seed;
  kms::Account account;  // as each tenant finds it
  sigv4::SignatureRules signatures;
  std::map<std::string, kms::Principal, std::less<>> principals;  // by access key ID
  nitro::Policy attestation;
  std::shared_ptr<const http::Upstream> upstream;  // of the rest of KMS; null: there is none

  std::vector<std::string_view> headers;  // of requests, that its rules look at
  bool looks_at_bodies;                   // one of its rules asks what the body is

  // Returns the operation that a value of X-Amz-Target names, if it is answered here; else nullptr.
  // With an upstream, key stores are the upstream's unless the scenario has some.
  const kms::Operation* operation_of(std::string_view target) const;
  // Returns whether requests for that operation take from the bucket of the account.
  bool counts_for_account(std::string_view operation) const;

  // Returns the digest of the scenario, and about how much memory it takes. Both are worked out
  // when somebody asks first. Thread-safe.
  const std::string& digest() const;
  std::size_t size() const;

  // Returns the same for whoever was issued a key. What the scenario says of its first credential
  // is true of that key, unless it lists the key itself.
  std::shared_ptr<const ActiveScenario> with(const scenario::Credential& issued) const;

  // Returns whose key it is, or nullptr if the scenario lists no such key.
  const kms::Principal* principal(std::string_view access_key_id) const;

  // warns_of() returns true once for each rule of the scenario: then there is something to warn of.
  // has_warned_of() returns whether it has. Thread-safe.
  bool warns_of(const scenario::Rule& rule) const;
  bool has_warned_of(const scenario::Rule& rule) const;

  // Returns the ARN of the principal. Without one, returns that of a user with the key's name.
  std::string arn(std::string_view access_key_id) const;

 private:
  void add(const scenario::Credential& credential);

  std::shared_ptr<std::atomic_flag[]> warned_;  // one for each rule
  struct Written {
    std::once_flag once;
    std::string digest;
    std::size_t size = 0;
  };
  const Written& written() const;
  std::shared_ptr<Written> written_ = std::make_shared<Written>();
};

}  // namespace krm::mock

#include "sigv4/key_mistakes.h"

#include <fmt/format.h>

#include <array>
#include <chrono>
#include <string_view>
#include <utility>

#include "aws/regions.h"
#include "base/quoting.h"
#include "sigv4/timestamp.h"

namespace krm::sigv4 {
namespace {

using Cause = std::optional<std::string>;

// Returns whether a key for the changed scope gives the signature. The client may have signed the
// right scope or the changed one, so both are tried.
template <typename Change>
bool derived_for(SigningTrial& trial, Change change) {
  return trial.gives([&](Ingredients& made) { change(made.scope_of_key); }) ||
         trial.gives([&](Ingredients& made) {
           change(made.scope);
           change(made.scope_of_key);
         });
}

Cause of_scope(SigningTrial& trial, const Scope& scope) {
  for (const std::string_view region : aws::regions) {
    if (derived_for(trial, [&](Scope& made) { made.region = region; })) {
      return fmt::format("wrong region: the key was derived for {}", base::quoted(region));
    }
  }
  for (const std::string_view service :
       {"trent", "KMS", "execute-api", "s3", "sts", "secretsmanager", "ssm", "dynamodb", "lambda",
        "iam", "cloudhsm", "service"}) {
    if (derived_for(trial, [&](Scope& made) { made.service = service; })) {
      return fmt::format("wrong service: the key was derived for {}", base::quoted(service));
    }
  }
  const auto today = parse_timestamp(std::string(scope.date) + "T000000Z");
  for (const int days : {-1, 1}) {
    if (!today) break;
    const std::string day = timestamp(*today + std::chrono::days(days)).substr(0, 8);
    if (derived_for(trial, [&](Scope& made) { made.date = day; })) {
      return fmt::format("wrong day: the key was derived for {}", day);
    }
  }
  return std::nullopt;
}

Cause of_secret(SigningTrial& trial, const AccessKey& key, const AccessKeys& keys) {
  const std::string& secret = key.secret_access_key();
  const auto made_with = [&](std::string material) {
    return trial.gives([&](Ingredients& made) { made.key = std::move(material); });
  };
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 6> around = {
      {{"", "\n"}, {"", "\r\n"}, {"", " "}, {" ", ""}, {"\"", "\""}, {"'", "'"}}};
  for (const auto& [before, behind] : around) {
    if (made_with(key_material(fmt::format("{}{}{}", before, secret, behind)))) {
      return "wrong secret: there is a blank, a line break or quotes around it";
    }
  }
  if (made_with(secret)) return "the key was derived from the secret without \"AWS4\" before it";
  for (const auto& [id, other] : keys) {
    if (other->secret_access_key() != secret &&
        made_with(key_material(other->secret_access_key()))) {
      return fmt::format("wrong secret: it is that of the access key {}", id);
    }
  }
  return std::nullopt;
}

}  // namespace

Cause mistake_of_key(SigningTrial& trial, const Scope& scope, const AccessKey& key,
                     const AccessKeys& keys) {
  if (auto cause = of_scope(trial, scope)) return cause;
  return of_secret(trial, key, keys);
}

}  // namespace krm::sigv4

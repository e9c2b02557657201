#include "aws/key_mistakes.h"

#include <fmt/format.h>

#include <string_view>
#include <utility>

#include "aws/regions.h"
#include "base/log.h"

namespace krm::aws {
namespace {

using base::quoted;
using Cause = std::optional<std::string>;

Cause of_scope(SigningTrial& trial) {
  for (const std::string_view region : regions) {
    if (trial.gives([&](Ingredients& made) { made.scope.region = region; })) {
      return fmt::format("wrong region: the key was derived for {}", quoted(region));
    }
  }
  for (const std::string_view service :
       {"kms", "trent", "KMS", "execute-api", "s3", "sts", "secretsmanager", "ssm", "dynamodb",
        "lambda", "iam", "cloudhsm", "service"}) {
    if (trial.gives([&](Ingredients& made) { made.scope.service = service; })) {
      return fmt::format("wrong service: the key was derived for {}", quoted(service));
    }
  }
  return std::nullopt;
}

Cause of_secret(SigningTrial& trial, const AccessKey& key, const AccessKeys& keys) {
  const std::string& secret = key.secret_access_key();
  const auto made_with = [&](std::string text) {
    return trial.gives([&](Ingredients& made) { made.key = std::move(text); });
  };
  for (const auto& [id, other] : keys) {
    if (other->secret_access_key() != secret && made_with("AWS4" + other->secret_access_key())) {
      return fmt::format("wrong secret: it is that of the access key {}", id);
    }
  }
  for (const std::string_view around : {"\n", "\r\n", " ", "\""}) {
    if (made_with(fmt::format("AWS4{}{}", secret, around))) {
      return "wrong secret: there is a blank, a line break or a quote behind it";
    }
  }
  if (made_with(secret)) return "the key was derived from the secret without \"AWS4\" before it";
  return std::nullopt;
}

}  // namespace

Cause mistake_of_key(SigningTrial& trial, const AccessKey& key, const AccessKeys& keys) {
  if (auto cause = of_scope(trial)) return cause;
  return of_secret(trial, key, keys);
}

}  // namespace krm::aws

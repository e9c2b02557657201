#include "kms/authorise.h"

#include <fmt/format.h>

namespace krm::kms {
namespace {

std::string_view reason(Denial denial) {
  switch (denial) {
    case Denial::implicit:
      return "because no identity-based policy allows the kms:GenerateRandom action";
    case Denial::by_statement:
      return "with an explicit deny in an identity-based policy";
  }
  return "";
}

}  // namespace

std::string user_arn(std::string_view account, std::string_view user) {
  return fmt::format("arn:aws:iam::{}:user/{}", account, user);
}

std::string assumed_role_arn(std::string_view account, std::string_view role,
                             std::string_view session) {
  return fmt::format("arn:aws:sts::{}:assumed-role/{}/{}", account, role, session);
}

aws::Error access_denied(std::string_view arn, Denial denial, std::string why) {
  return aws::Error(
      aws::error_named("AccessDeniedException"),
      fmt::format("User: {} is not authorized to perform: kms:GenerateRandom on resource: * {}",
                  arn, reason(denial)),
      std::move(why));
}

Passed authorise(const Principal* principal) {
  if (principal == nullptr || !principal->denied) return {};
  return tl::unexpected<aws::Failure>(
      access_denied(principal->arn, *principal->denied, "the credential is marked as denied"));
}

}  // namespace krm::kms

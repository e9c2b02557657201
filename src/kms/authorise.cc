#include "kms/authorise.h"

#include <fmt/format.h>

namespace krm::kms {
namespace {

std::string reason(std::string_view operation, Denial denial) {
  switch (denial) {
    case Denial::implicit:
      return fmt::format("because no identity-based policy allows the kms:{} action", operation);
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

aws::Error access_denied(std::string_view arn, std::string_view operation, Denial denial,
                         std::string why) {
  return aws::Error(aws::error_named("AccessDeniedException"),
                    fmt::format("User: {} is not authorized to perform: kms:{} on resource: * {}",
                                arn, operation, reason(operation, denial)),
                    std::move(why));
}

Passed authorise(const Principal* principal, std::string_view operation) {
  if (principal == nullptr || !principal->denied) return {};
  return tl::unexpected<aws::Failure>(access_denied(principal->arn, operation, *principal->denied,
                                                    "the credential is marked as denied"));
}

}  // namespace krm::kms

// The stage `authorise`: may whoever signed the request call the operation?
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "kms/model.h"

namespace krm::kms {

// How a policy says no.
enum class Denial { implicit, by_statement };

constexpr std::array<std::pair<std::string_view, Denial>, 2> words_of(Denial) {
  return {{{"implicit", Denial::implicit}, {"explicit", Denial::by_statement}}};
}
constexpr std::string_view family_of(Denial) { return "kind of denial"; }

// Who an access key belongs to.
struct Principal {
  std::string arn;
  std::optional<Denial> denied;
};

// arn:aws:iam::ACCOUNT:user/NAME (DOC).
std::string user_arn(std::string_view account, std::string_view user);

// arn:aws:sts::ACCOUNT:assumed-role/ROLE/SESSION (DOC).
std::string assumed_role_arn(std::string_view account, std::string_view role,
                             std::string_view session);

// AccessDeniedException in KMS's words (REAL for other operations: nitro-enclaves-sdk-c#127, #157;
// the operation is substituted). `why` is for the log.
aws::Error access_denied(std::string_view arn, Denial denial, std::string why);

// Passes a principal that is not denied, and everybody where there is none: nobody has been
// authenticated then. Else access_denied().
Passed authorise(const Principal* principal);

}  // namespace krm::kms

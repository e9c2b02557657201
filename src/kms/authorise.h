// The stage `authorise`. It decides whether the principal that signed a request may call the
// operation.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "kms/model.h"

namespace krm::kms {

// How a policy denies a call: no statement allows it (implicit), or one denies it (by_statement).
enum class Denial { implicit, by_statement };

constexpr std::array<std::pair<std::string_view, Denial>, 2> words_of(Denial) {
  return {{{"implicit", Denial::implicit}, {"explicit", Denial::by_statement}}};
}
constexpr std::string_view family_of(Denial) { return "kind of denial"; }

// Who an access key belongs to.
struct Principal {
  std::string arn;
  std::optional<Denial> denied;  // nothing: every call is allowed
};

// Returns arn:aws:iam::ACCOUNT:user/NAME (DOC).
std::string user_arn(std::string_view account, std::string_view user);

// Returns arn:aws:sts::ACCOUNT:assumed-role/ROLE/SESSION (DOC).
std::string assumed_role_arn(std::string_view account, std::string_view role,
                             std::string_view session);

// Returns AccessDeniedException in KMS's words. They are REAL for other operations
// (nitro-enclaves-sdk-c#127, #157); `operation` is substituted, and the resource is always "*",
// which is a GUESS for operations on keys. `why` is for the log.
aws::Error access_denied(std::string_view arn, std::string_view operation, Denial denial,
                         std::string why);

// Passes a principal that is not denied. Also passes when `principal` is null: nobody has been
// authenticated then. Otherwise returns access_denied().
Passed authorise(const Principal* principal, std::string_view operation);

}  // namespace krm::kms

// What a client asks for, and what it is granted. Member names and limits are those of the service
// model (MODEL: botocore kms/2014-11-01).
//
// Thread-safety: plain values.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <variant>

#include "aws/failure.h"
#include "aws/json_value.h"
#include "nitro/verify.h"

namespace krm::kms {

inline constexpr std::string_view signing_name = "kms";  // the service's name in a credential scope
inline constexpr std::string_view target_prefix = "TrentService.";  // of X-Amz-Target

struct Recipient {
  std::optional<std::string> key_encryption_algorithm;
  std::optional<base::Bytes> attestation_document;
};

// The members of every operation that is answered here. Each operation reads its own, and the
// others stay absent. Rules and the journal look at them whatever the operation is.
struct Asked {
  std::optional<std::int32_t> number_of_bytes{};
  std::optional<std::string> custom_key_store_id{};
  std::optional<Recipient> recipient{};
  std::optional<std::string> custom_key_store_name{};
  std::optional<std::int32_t> limit{};
  std::optional<std::string> marker{};
};

// What a check returns: nothing, or the failure that ends the request.
using Passed = tl::expected<void, aws::Failure>;

// Random bytes, granted to a request that passed every check. Nothing has been drawn for it yet.
struct Grant {
  std::size_t number_of_bytes = 0;
  std::shared_ptr<const nitro::Attestation> recipient{};  // sealed for its key; null: not sealed
};

// What another operation answers.
struct Done {
  std::string body{};  // empty until the operation is carried out
};

// Another server answers. What it will say is not known when rules decide.
struct Referral {};

using Outcome = tl::expected<std::variant<Grant, Done, Referral>, aws::Failure>;

// Returns the grant, or nullptr where there is none.
inline const Grant* grant_of(const Outcome& outcome) {
  return outcome ? std::get_if<Grant>(&*outcome) : nullptr;
}
inline bool is_referral(const Outcome& outcome) {
  return outcome && std::holds_alternative<Referral>(*outcome);
}

}  // namespace krm::kms

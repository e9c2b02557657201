// The values of GenerateRandom: what a client asks for, and what it is granted. Member names and
// limits are those of the service model (MODEL: botocore kms/2014-11-01).
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "aws/failure.h"
#include "aws/json_value.h"
#include "nitro/verify.h"

namespace krm::kms {

inline constexpr std::string_view signing_name = "kms";  // the service's name in a credential scope
inline constexpr std::string_view generate_random_target = "TrentService.GenerateRandom";

struct Recipient {
  std::optional<std::string> key_encryption_algorithm;
  std::optional<base::Bytes> attestation_document;
};

struct GenerateRandomRequest {
  std::optional<std::int32_t> number_of_bytes;
  std::optional<std::string> custom_key_store_id;
  std::optional<Recipient> recipient;
};

// What a check returns: nothing, or the failure that ends the request.
using Passed = tl::expected<void, aws::Failure>;

// What is granted to a request that passed every check. Nothing has been drawn for it yet.
struct Grant {
  std::size_t number_of_bytes = 0;
  std::shared_ptr<const nitro::Attestation> recipient{};  // sealed for its key; null: not sealed
};

using Outcome = tl::expected<Grant, aws::Failure>;

}  // namespace krm::kms

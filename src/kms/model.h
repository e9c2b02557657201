// GenerateRandom in values: what is asked and what is granted. Member names and limits are those of
// the service model (MODEL: botocore kms/2014-11-01).
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

inline constexpr std::string_view signing_name =
    "kms";  // what a credential's scope calls the service
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

// What a check says of a request: nothing, or the failure that ends it.
using Passed = tl::expected<void, aws::Failure>;

// A request that passed every check; nothing has been drawn for it yet.
struct Grant {
  std::size_t number_of_bytes = 0;
  std::shared_ptr<const nitro::Attestation>
      recipient{};  // whom the bytes are sealed for, if anybody
};

using Outcome = tl::expected<Grant, aws::Failure>;

}  // namespace krm::kms

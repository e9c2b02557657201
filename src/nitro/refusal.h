// Why an attestation document is not accepted.
#pragma once

#include <string>
#include <string_view>
#include <tl/expected.hpp>

namespace krm::nitro {

// The checks, in the order in which they are made.
enum class Check { cose, structure, public_key, signature, chain, clock, pcrs };

struct Refusal {
  Check check;
  std::string why;  // the end of a sentence that begins with "it": "is not CBOR"
  // For the log, a sentence: what the document says of itself as far as it was read, or its size.
  std::string seen = {};
};

std::string_view name_of(Check check);

using Passed = tl::expected<void, Refusal>;

tl::unexpected<Refusal> refused(Check check, std::string why);

}  // namespace krm::nitro

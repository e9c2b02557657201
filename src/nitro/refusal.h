// Says why an attestation document is not accepted.
//
// Thread-safety: plain values. Any thread may call the functions.
#pragma once

#include <string>
#include <string_view>
#include <tl/expected.hpp>

namespace krm::nitro {

// Lists the checks, in the order in which they are made.
enum class Check { cose, structure, public_key, signature, chain, clock, pcrs };

struct Refusal {
  Check check;
  std::string why;  // the end of a sentence that begins with "it": "is not CBOR"
  // A sentence for the log: what the document says of itself, as far as it was read, or its size.
  std::string seen = {};
};

std::string_view name_of(Check check);

using Passed = tl::expected<void, Refusal>;

tl::unexpected<Refusal> refused(Check check, std::string why);

}  // namespace krm::nitro

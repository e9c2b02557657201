// Says why an attestation document is not accepted.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <utility>

namespace krm::nitro {

// Lists the checks, in the order in which they are made.
enum class Check { cose, structure, public_key, signature, chain, clock, pcrs };

constexpr std::array<std::pair<std::string_view, Check>, 7> words_of(Check) {
  return {{{"COSE", Check::cose},
           {"structure", Check::structure},
           {"public key", Check::public_key},
           {"signature", Check::signature},
           {"certificate chain", Check::chain},
           {"clock", Check::clock},
           {"PCRs", Check::pcrs}}};
}

struct Refusal {
  Check check;
  std::string why;  // the end of a sentence that begins with "it": "is not CBOR"
  // A sentence for the log: what the document says of itself, as far as it was read, or its size.
  std::string seen = {};
};

using Passed = tl::expected<void, Refusal>;

inline tl::unexpected<Refusal> refused(Check check, std::string why) {
  return tl::unexpected(Refusal{check, std::move(why)});
}

}  // namespace krm::nitro

// Says what a made attestation document will say.
#pragma once

#include <optional>
#include <string>

#include "base/bytes.h"
#include "base/clock.h"
#include "nitro/pcrs.h"

namespace krm::nitro {

struct DocumentTerms {
  std::string module_id;
  std::string digest = "SHA384";
  base::WallTime timestamp;  // fractions of a millisecond are dropped
  Pcrs pcrs;
  bool nitrotpm = false;  // an instance's document, from NitroTPM, instead of an enclave's
  std::optional<base::Bytes> public_key;
  std::optional<base::Bytes> user_data;
  std::optional<base::Bytes> nonce;
  bool tagged = false;  // with the tag of COSE_Sign1, which AWS's documents do not have
};

// Returns a document without any of the optional parts. It has 16 PCRs (NitroTPM: 24). PCR0 to PCR4
// and PCR8 hold the same values each time, and the others hold zeros. With `debug` it is of an
// enclave in debug mode: then only PCR3 and PCR4 are set.
DocumentTerms usual_document(base::WallTime timestamp, bool nitrotpm = false, bool debug = false);

}  // namespace krm::nitro

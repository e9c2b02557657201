// What an attestation document is to say.
//
// Thread-safety: values.
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
  base::WallTime timestamp;  // what is less than a millisecond is left out
  Pcrs pcrs;
  bool nitrotpm = false;  // an instance's, of NitroTPM, in place of an enclave's
  std::optional<base::Bytes> public_key;
  std::optional<base::Bytes> user_data;
  std::optional<base::Bytes> nonce;
  bool tagged = false;  // as COSE_Sign1, which AWS's are not
};

// A document without any of the optional parts. PCR0 to PCR4 and PCR8 hold what is the same each
// time, the others of 16 (NitroTPM: 24) zeros. `debug`: of an enclave in debug mode, where of those
// PCR3 and PCR4 alone are set.
DocumentTerms usual_document(base::WallTime timestamp, bool nitrotpm = false, bool debug = false);

}  // namespace krm::nitro

// The files whose bytes go into an attestation document.
#pragma once

#include <optional>
#include <string>
#include <tl/expected.hpp>

#include "base/bytes.h"
#include "cli/attest_options.h"

namespace krm::cli {

struct AttestInputs {
  std::optional<base::Bytes> public_key;  // DER, if it was PEM
  std::optional<base::Bytes> nonce;
  std::optional<base::Bytes> user_data;
  std::string doubt;  // a line that says why nobody can use the key; empty when somebody can
};

struct UnusableFile {
  int code;  // to exit with
  std::string line;
};

// Each has at most 1,024 bytes, and a key at least one. What KMS is said to refuse besides is let
// through: tests of a refusal need it.
tl::expected<AttestInputs, UnusableFile> read_attest_inputs(const AttestOptions& wanted);

}  // namespace krm::cli

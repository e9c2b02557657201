// Reads the files whose bytes go into an attestation document.
//
// Thread-safety: a function of its arguments and of the files.
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
  std::string doubt;  // one line: why nobody can use the key; empty when somebody can
};

struct UnusableFile {
  int code;  // the exit code
  std::string line;
};

// Returns what goes into the document. Each part has at most 1,024 bytes, and a key at least one.
// Other parts that KMS is said to refuse are accepted: tests of a refusal need them.
tl::expected<AttestInputs, UnusableFile> read_attest_inputs(const AttestOptions& wanted);

}  // namespace krm::cli

// The options of the subcommand `attest`.
//
// Thread-safety: a plain value.
#pragma once

#include <optional>
#include <string>

#include "base/clock.h"
#include "nitro/pcrs.h"

namespace krm::cli {

struct AttestOptions {
  std::string public_key;  // a path; empty: the document has none
  std::string nonce;       // a path; empty: the document has none
  std::string user_data;   // a path; empty: the document has none
  std::string ca_dir;      // empty: in the user's state directory
  nitro::Pcrs pcrs;        // added to the usual ones, or in their place
  bool debug = false;
  std::string module_id;                    // empty: the usual one
  std::optional<base::WallTime> timestamp;  // nothing: now
  bool tagged = false;
  bool nitrotpm = false;
  std::string out;  // empty or "-": stdout
};

}  // namespace krm::cli

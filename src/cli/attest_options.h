// What the subcommand `attest` is asked for.
#pragma once

#include <optional>
#include <string>

#include "base/clock.h"
#include "nitro/pcrs.h"

namespace krm::cli {

struct AttestOptions {
  std::string public_key;  // of files, as the others; empty: the document has none
  std::string nonce;
  std::string user_data;
  std::string ca_dir;  // empty: the user's
  nitro::Pcrs pcrs;    // beside the usual ones, or in their place
  bool debug = false;
  std::string module_id;                    // empty: the usual
  std::optional<base::WallTime> timestamp;  // without one, now
  bool tagged = false;
  bool nitrotpm = false;
  std::string out;  // empty or "-": stdout
};

}  // namespace krm::cli

// What the subcommand `attest` is asked for, and how the texts of that become values.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "base/bytes.h"
#include "base/clock.h"

namespace krm::cli {

struct AttestOptions {
  std::string public_key;  // of files, as the others; empty: the document has none
  std::string nonce;
  std::string user_data;
  std::string ca_dir;                    // empty: the user's
  std::map<unsigned, base::Bytes> pcrs;  // beside the usual ones, or in their place
  bool debug = false;
  std::string module_id;                    // empty: the usual
  std::optional<base::WallTime> timestamp;  // without one, now
  bool tagged = false;
  bool nitrotpm = false;
  std::string out;  // empty: stdout
};

// What is wrong with a text, these say as Options rows do.
using Set = tl::expected<void, std::string>;

// "4=00ff..."
Set set_pcr(std::map<unsigned, base::Bytes>& pcrs, std::string_view text);

// Milliseconds since 1970, up to the year 2200: what a certificate can say.
Set set_timestamp(std::optional<base::WallTime>& timestamp, std::string_view text);

// CBOR's texts are UTF-8.
Set set_module_id(std::string& module_id, std::string_view text);

}  // namespace krm::cli

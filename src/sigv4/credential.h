// The credential of a signature: whose key it was made with, and for which day, region and service
// that was derived (SIGV4: Credential=ACCESS_KEY_ID/DATE/REGION/SERVICE/aws4_request).
#pragma once

#include <optional>
#include <string_view>

namespace krm::sigv4 {

// Views into the text that it was split from; nothing is checked.
struct Credential {
  std::string_view access_key_id;
  std::string_view date;
  std::string_view region;
  std::string_view service;
  std::string_view terminator;
};

// Nothing unless there are exactly five parts. Slashes behind the last are ignored (REAL-OTHER:
// dynalite's notes).
std::optional<Credential> split_credential(std::string_view text);

}  // namespace krm::sigv4

// The credential of a signature. It names the access key, and the day, region and service that the
// key was derived for (SIGV4: Credential=ACCESS_KEY_ID/DATE/REGION/SERVICE/aws4_request).
#pragma once

#include <optional>
#include <string_view>

namespace krm::sigv4 {

// Views into the text that was split. Nothing is checked.
struct Credential {
  std::string_view access_key_id;
  std::string_view date;
  std::string_view region;
  std::string_view service;
  std::string_view terminator;
};

// Returns nothing unless there are exactly five parts. Ignores slashes after the last (REAL-OTHER:
// dynalite's notes).
std::optional<Credential> split_credential(std::string_view text);

}  // namespace krm::sigv4

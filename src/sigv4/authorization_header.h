// Splits the Authorization header as the front end does (REAL-OTHER: kinesalite suite). It has a
// scheme, then NAME=VALUE parameters between commas or blanks.
#pragma once

#include <optional>
#include <string_view>

namespace krm::sigv4 {

// Views into the header's value. Of two parameters with the same name, the later counts.
struct AuthorizationHeader {
  std::string_view scheme;  // the name of the algorithm in SigV4
  std::string_view credential;
  std::string_view signature;
  std::optional<std::string_view> signed_headers;
  std::string_view no_pair;  // the first parameter that has no "="
};

// Returns the parts of `value`. A part that is missing is empty.
AuthorizationHeader split_authorization(std::string_view value);

}  // namespace krm::sigv4

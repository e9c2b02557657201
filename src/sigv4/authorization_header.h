// The Authorization header as the front end takes it apart (REAL-OTHER: kinesalite suite): a
// scheme, then NAME=VALUE parameters between commas or blanks.
#pragma once

#include <optional>
#include <string_view>

namespace krm::sigv4 {

// Views into the header's value. Of two parameters of one name the later counts.
struct AuthorizationHeader {
  std::string_view scheme;  // SigV4's name for the algorithm
  std::string_view credential;
  std::string_view signature;
  std::optional<std::string_view> signed_headers;
  std::string_view no_pair;  // the first parameter that has no "="
};

AuthorizationHeader split_authorization(std::string_view value);

}  // namespace krm::sigv4

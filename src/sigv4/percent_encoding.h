// Percent-encoding as SigV4 defines it (SIGV4: UriEncode).
#pragma once

#include <string>
#include <string_view>

namespace krm::sigv4 {

// All bytes but letters, digits and "-._~" become %XX, in upper case; a "%" that is there becomes
// "%25". Bytes of `kept` stay as well.
std::string percent_encoded(std::string_view text, std::string_view kept = "");

// Each %XX becomes its byte; all else, "+" and a "%" without two hex digits too, stays.
std::string percent_decoded(std::string_view text);

}  // namespace krm::sigv4

// Percent-encoding as SigV4 defines it (SIGV4: UriEncode).
#pragma once

#include <string>
#include <string_view>

namespace krm::sigv4 {

// Turns every byte but letters, digits and "-._~" into %XX, in upper case. A "%" that is there
// becomes "%25". Also keeps the bytes in `kept`.
std::string percent_encoded(std::string_view text, std::string_view kept = "");

// Turns each %XX into its byte. Keeps everything else, also "+" and a "%" without two hex digits.
std::string percent_decoded(std::string_view text);

}  // namespace krm::sigv4

// Requests and replies as the bytes that travel.
#pragma once

#include <string>
#include <string_view>

namespace krm::test {

// A whole GenerateRandom with that body; `more` is further header lines, each with its CRLF.
std::string generate_random_bytes(std::string_view body, std::string_view more = {});

inline constexpr std::string_view body_32 = R"({"NumberOfBytes":32})";
inline const std::string request_32 = generate_random_bytes(body_32);

inline constexpr std::string_view target_header = "X-Amz-Target: TrentService.GenerateRandom\r\n";
inline constexpr std::string_view type_header = "Content-Type: application/x-amz-json-1.1\r\n";

// The body of a reply that grants 32 bytes of a CountingEntropy.
inline constexpr std::string_view plaintext_32 =
    R"({"Plaintext":"EBESExQVFhcYGRobHB0eHyAhIiMkJSYnKCkqKywtLi8="})";

// KMS's reply at the instant of a ManualClock, with the request ID of a CountingEntropy.
// `connection` is a Connection header with its CRLF, or nothing.
std::string kms_reply(std::string_view status, std::string_view body,
                      std::string_view connection = {});

// What framing refuses a request with: `status` is "400 Bad Request".
std::string refusal(std::string_view status);

// `reply` with "<date>" for the value of each Date header that is well formed.
std::string without_dates(std::string reply);

// The same, and "<id>" for each request ID.
std::string without_dates_and_ids(std::string reply);

// KMS's reply in that form; `more` is further header lines, each with its CRLF.
std::string some_kms_reply(std::string_view status, std::string_view body,
                           std::string_view more = {});

}  // namespace krm::test

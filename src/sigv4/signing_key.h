// The arithmetic of SigV4: SHA-256, and the key that a secret gives for a day, region and service.
#pragma once

#include <sodium.h>

#include <string>
#include <string_view>

namespace krm::sigv4 {

inline constexpr std::string_view signing_algorithm = "AWS4-HMAC-SHA256";
inline constexpr std::string_view scope_terminator = "aws4_request";

// Returns what keys are derived from (SIGV4: "AWS4" before the secret).
std::string key_material(std::string_view secret_access_key);

// Returns the SHA-256 of `text` in lower-case hex.
std::string hashed(std::string_view text);

// The day, region and service that a signature is made for (SIGV4: credential scope). Members are
// views.
struct Scope {
  std::string_view date;  // 20150830
  std::string_view region;
  std::string_view service;
};

// A derived key. It is good for one scope.
class SigningKey {
 public:
  SigningKey(std::string_view key_material, const Scope& scope);

  // Returns the HMAC-SHA256 of `string_to_sign` in lower-case hex.
  std::string sign(std::string_view string_to_sign) const;

 private:
  crypto_auth_hmacsha256_state state_{};  // has taken the key in
};

}  // namespace krm::sigv4

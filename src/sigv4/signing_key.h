// The arithmetic of SigV4: SHA-256, and the key that a secret gives for a day, region and service.
#pragma once

#include <sodium.h>

#include <string>
#include <string_view>

namespace krm::sigv4 {

inline constexpr std::string_view signing_algorithm = "AWS4-HMAC-SHA256";
inline constexpr std::string_view scope_terminator = "aws4_request";

// What keys are derived from (SIGV4: "AWS4" before the secret).
std::string key_material(std::string_view secret_access_key);

// SHA-256 in lower-case hex.
std::string hashed(std::string_view text);

// What a signature is made for, besides the request (SIGV4: credential scope). Views.
struct Scope {
  std::string_view date;  // 20150830
  std::string_view region;
  std::string_view service;
};

// A derived key, good for one scope.
//
// Thread-safety: a value.
class SigningKey {
 public:
  SigningKey(std::string_view key_material, const Scope& scope);

  // HMAC-SHA256 in lower-case hex.
  std::string sign(std::string_view string_to_sign) const;

 private:
  crypto_auth_hmacsha256_state state_{};  // that has taken the key in
};

}  // namespace krm::sigv4

// The arithmetic of SigV4: SHA-256, and the key that a secret gives for a day, region and service.
#pragma once

#include <sodium.h>

#include <string>
#include <string_view>

namespace krm::aws {

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
  SigningKey(std::string_view secret_access_key, const Scope& scope);

  // HMAC-SHA256 in lower-case hex.
  std::string sign(std::string_view string_to_sign) const;

  // For what does not sign as AWS does: `key` is taken in place of "AWS4" and the secret.
  static SigningKey derived_from(std::string_view key, const Scope& scope);

 private:
  SigningKey() = default;

  crypto_auth_hmacsha256_state state_{};  // that has taken the key in
};

}  // namespace krm::aws

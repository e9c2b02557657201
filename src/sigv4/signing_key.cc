#include "sigv4/signing_key.h"

#include <array>
#include <cstdint>

#include "base/hex.h"

namespace krm::sigv4 {
namespace {

using base::bytes_of;
using Mac = std::array<std::uint8_t, crypto_auth_hmacsha256_BYTES>;

Mac mac(base::ByteView key, std::string_view text) {
  crypto_auth_hmacsha256_state state;
  crypto_auth_hmacsha256_init(&state, key.data(), key.size());
  crypto_auth_hmacsha256_update(&state, bytes_of(text).data(), text.size());
  Mac mac;
  crypto_auth_hmacsha256_final(&state, mac.data());
  return mac;
}

}  // namespace

std::string key_material(std::string_view secret_access_key) {
  return "AWS4" + std::string(secret_access_key);
}

std::string hashed(std::string_view text) {
  std::array<std::uint8_t, crypto_hash_sha256_BYTES> hash{};
  crypto_hash_sha256(hash.data(), bytes_of(text).data(), text.size());
  return base::to_hex(hash);
}

SigningKey::SigningKey(std::string_view key_material, const Scope& scope) {
  const Mac for_date = mac(bytes_of(key_material), scope.date);
  const Mac for_region = mac(for_date, scope.region);
  const Mac for_service = mac(for_region, scope.service);
  const Mac signing = mac(for_service, scope_terminator);
  crypto_auth_hmacsha256_init(&state_, signing.data(), signing.size());
}

std::string SigningKey::sign(std::string_view string_to_sign) const {
  crypto_auth_hmacsha256_state state = state_;
  crypto_auth_hmacsha256_update(&state, bytes_of(string_to_sign).data(), string_to_sign.size());
  Mac mac;
  crypto_auth_hmacsha256_final(&state, mac.data());
  return base::to_hex(mac);
}

}  // namespace krm::sigv4

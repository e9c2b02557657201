#include "crypto/es384.h"

#include <openssl/ec.h>
#include <openssl/evp.h>

#include <string_view>

#include "crypto/failure.h"

namespace krm::crypto {
namespace {

constexpr int half = 48;

Owned<EVP_MD_CTX> new_digest_context() {
  Owned<EVP_MD_CTX> context(EVP_MD_CTX_new());
  require(context != nullptr, "make a digest");
  return context;
}

}  // namespace

bool is_for_es384(const EVP_PKEY& key) {
  std::array<char, 32> group{};
  std::size_t size = 0;
  const bool has_group = EVP_PKEY_is_a(&key, "EC") == 1 &&
                         EVP_PKEY_get_group_name(&key, group.data(), group.size(), &size) == 1;
  take_failure();
  return has_group && std::string_view(group.data(), size) == "secp384r1";
}

Es384Signature sign_es384(EVP_PKEY& key, base::ByteView message) {
  const auto context = new_digest_context();
  base::Bytes der(static_cast<std::size_t>(EVP_PKEY_get_size(&key)));
  std::size_t size = der.size();
  require(EVP_DigestSignInit(context.get(), nullptr, EVP_sha384(), nullptr, &key) == 1 &&
              EVP_DigestSign(context.get(), der.data(), &size, message.data(), message.size()) == 1,
          "sign");
  const std::uint8_t* position = der.data();
  const Owned<ECDSA_SIG> parts(d2i_ECDSA_SIG(nullptr, &position, static_cast<long>(size)));
  Es384Signature signature{};
  require(parts != nullptr &&
              BN_bn2binpad(ECDSA_SIG_get0_r(parts.get()), signature.data(), half) == half &&
              BN_bn2binpad(ECDSA_SIG_get0_s(parts.get()), signature.data() + half, half) == half,
          "write a signature");
  return signature;
}

bool verify_es384(EVP_PKEY& key, base::ByteView message, const Es384Signature& signature) {
  const Owned<ECDSA_SIG> parts(ECDSA_SIG_new());
  require(parts != nullptr, "read a signature");
  Owned<BIGNUM> r(BN_bin2bn(signature.data(), half, nullptr));
  Owned<BIGNUM> s(BN_bin2bn(signature.data() + half, half, nullptr));
  require(ECDSA_SIG_set0(parts.get(), r.get(), s.get()) == 1, "read a signature");
  static_cast<void>(r.release());
  static_cast<void>(s.release());
  const auto context = new_digest_context();
  std::uint8_t* der = nullptr;
  const int size = i2d_ECDSA_SIG(parts.get(), &der);
  require(size > 0, "read a signature");
  const bool right =
      EVP_DigestVerifyInit(context.get(), nullptr, EVP_sha384(), nullptr, &key) == 1 &&
      EVP_DigestVerify(context.get(), der, static_cast<std::size_t>(size), message.data(),
                       message.size()) == 1;
  OPENSSL_free(der);
  take_failure();
  return right;
}

}  // namespace krm::crypto

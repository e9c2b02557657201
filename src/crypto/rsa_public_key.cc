#include "crypto/rsa_public_key.h"

#include <fmt/format.h>
#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>

#include "crypto/failure.h"
#include "crypto/key_algorithm.h"

namespace krm::crypto {
namespace {

Owned<BIGNUM> number_of(const EVP_PKEY& key, const char* name) {
  BIGNUM* number = nullptr;
  require(EVP_PKEY_get_bn_param(&key, name, &number) == 1, "read a key");
  return Owned<BIGNUM>(number);
}

// Returns what is wrong with the key, or an empty text when nothing is.
std::string wrong_with(const EVP_PKEY& key) {
  const int bits = EVP_PKEY_get_bits(&key);
  if (bits < RsaPublicKey::fewest_bits || bits > RsaPublicKey::most_bits) {
    return fmt::format("has {} bits where {} to {} may be", bits, RsaPublicKey::fewest_bits,
                       RsaPublicKey::most_bits);
  }
  const auto modulus = number_of(key, OSSL_PKEY_PARAM_RSA_N);
  if (BN_is_odd(modulus.get()) != 1) return "has an even modulus";
  const auto exponent = number_of(key, OSSL_PKEY_PARAM_RSA_E);
  if (BN_is_odd(exponent.get()) != 1 || BN_is_one(exponent.get()) == 1 ||
      BN_num_bits(exponent.get()) > 64) {
    return "has an exponent that is even, 1 or longer than 64 bits";
  }
  return {};
}

}  // namespace

tl::expected<RsaPublicKey, std::string> RsaPublicKey::read(base::ByteView info) {
  const KeyAlgorithm algorithm = algorithm_of_key(info);
  const bool readable = algorithm == KeyAlgorithm::rsa;
  if (!readable && algorithm != KeyAlgorithm::none) {
    return tl::unexpected(std::string("is not an RSA key"));
  }
  const std::uint8_t* position = info.data();
  Owned<EVP_PKEY> key(readable ? d2i_PUBKEY(nullptr, &position, static_cast<long>(info.size()))
                               : nullptr);
  take_failure();
  if (!key) return tl::unexpected(std::string("is not the DER of a SubjectPublicKeyInfo"));
  if (position != info.data() + info.size()) {
    return tl::unexpected(std::string("has bytes behind its SubjectPublicKeyInfo"));
  }
  if (auto wrong = wrong_with(*key); !wrong.empty()) return tl::unexpected(std::move(wrong));
  return RsaPublicKey(std::move(key));
}

int RsaPublicKey::bits() const { return EVP_PKEY_get_bits(key_.get()); }

base::Bytes RsaPublicKey::encrypt_oaep(base::ByteView message) const {
  const Owned<EVP_PKEY_CTX> context(EVP_PKEY_CTX_new_from_pkey(nullptr, key_.get(), nullptr));
  base::Bytes encrypted(static_cast<std::size_t>(EVP_PKEY_get_size(key_.get())));
  std::size_t size = encrypted.size();
  require(context != nullptr && EVP_PKEY_encrypt_init(context.get()) == 1 &&
              EVP_PKEY_CTX_set_rsa_padding(context.get(), RSA_PKCS1_OAEP_PADDING) == 1 &&
              EVP_PKEY_CTX_set_rsa_oaep_md(context.get(), EVP_sha256()) == 1 &&
              EVP_PKEY_CTX_set_rsa_mgf1_md(context.get(), EVP_sha256()) == 1 &&
              EVP_PKEY_encrypt(context.get(), encrypted.data(), &size, message.data(),
                               message.size()) == 1,
          "encrypt for an RSA key");
  encrypted.resize(size);
  return encrypted;
}

}  // namespace krm::crypto

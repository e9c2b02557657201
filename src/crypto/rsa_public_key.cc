#include "crypto/rsa_public_key.h"

#include <fmt/format.h>
#include <openssl/evp.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>

#include "crypto/failure.h"

namespace krm::crypto {

tl::expected<RsaPublicKey, std::string> RsaPublicKey::read(base::ByteView info) {
  const std::uint8_t* position = info.data();
  Owned<EVP_PKEY> key(d2i_PUBKEY(nullptr, &position, static_cast<long>(info.size())));
  take_failure();
  if (!key) return tl::unexpected(std::string("is not the DER of a SubjectPublicKeyInfo"));
  if (position != info.data() + info.size()) {
    return tl::unexpected(std::string("has bytes behind its SubjectPublicKeyInfo"));
  }
  if (EVP_PKEY_is_a(key.get(), "RSA") != 1) {
    return tl::unexpected(std::string("is not an RSA key"));
  }
  RsaPublicKey read(std::move(key));
  try {
    read.encrypt_oaep({});
  } catch (const Broken& broken) {
    return tl::unexpected(fmt::format("cannot be used: {}", broken.what()));
  }
  return read;
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

#include "crypto/aes_256_cbc.h"

#include <openssl/evp.h>

#include "crypto/failure.h"
#include "crypto/owned.h"

namespace krm::crypto {

base::Bytes encrypt_aes_256_cbc(const Aes256Key& key, const AesIv& iv, base::ByteView message) {
  const Owned<EVP_CIPHER_CTX> context(EVP_CIPHER_CTX_new());
  base::Bytes encrypted(message.size() + iv.size());
  int most = 0;
  int last = 0;
  require(context != nullptr &&
              EVP_EncryptInit_ex(context.get(), EVP_aes_256_cbc(), nullptr, key.data(),
                                 iv.data()) == 1 &&
              EVP_EncryptUpdate(context.get(), encrypted.data(), &most, message.data(),
                                static_cast<int>(message.size())) == 1 &&
              EVP_EncryptFinal_ex(context.get(), encrypted.data() + most, &last) == 1,
          "encrypt with AES");
  encrypted.resize(static_cast<std::size_t>(most) + static_cast<std::size_t>(last));
  return encrypted;
}

}  // namespace krm::crypto

#include "tests/support/enclave.h"

#include <openssl/cms.h>
#include <openssl/evp.h>
#include <openssl/rsa.h>

#include <map>
#include <memory>

#include "crypto/failure.h"
#include "crypto/text_stream.h"
#include "tests/support/public_key.h"

namespace krm::test {

const Enclave& Enclave::of(unsigned bits) {
  static std::map<unsigned, std::unique_ptr<const Enclave>> made;
  auto& enclave = made[bits];
  if (!enclave) enclave.reset(new Enclave(bits));
  return *enclave;
}

const Enclave& Enclave::other() {
  static const Enclave made(2048);
  return made;
}

Enclave::Enclave(unsigned bits) : key_(EVP_RSA_gen(bits)) {
  const std::string der = public_key_der(*key_);
  public_key_.assign(der.begin(), der.end());
}

tl::expected<base::Bytes, std::string> Enclave::open(base::ByteView enveloped_data) const {
  const crypto::Owned<BIO> in(
      BIO_new_mem_buf(enveloped_data.data(), static_cast<int>(enveloped_data.size())));
  const auto out = crypto::writing();
  const std::unique_ptr<CMS_ContentInfo, void (*)(CMS_ContentInfo*)> cms(
      d2i_CMS_bio(in.get(), nullptr), CMS_ContentInfo_free);
  // Without the flag a wrong key is as good as a random one, and not always noticed.
  if (!cms ||
      CMS_decrypt(cms.get(), key_.get(), nullptr, nullptr, out.get(), CMS_DEBUG_DECRYPT) != 1) {
    return tl::unexpected(crypto::take_failure());
  }
  const std::string opened = crypto::text_of(*out);
  return base::Bytes(opened.begin(), opened.end());
}

base::Bytes Enclave::open_key(base::ByteView encrypted_key) const {
  const crypto::Owned<EVP_PKEY_CTX> context(
      EVP_PKEY_CTX_new_from_pkey(nullptr, key_.get(), nullptr));
  base::Bytes opened(encrypted_key.size());
  std::size_t size = opened.size();
  crypto::require(context != nullptr && EVP_PKEY_decrypt_init(context.get()) == 1 &&
                      EVP_PKEY_CTX_set_rsa_padding(context.get(), RSA_PKCS1_OAEP_PADDING) == 1 &&
                      EVP_PKEY_CTX_set_rsa_oaep_md(context.get(), EVP_sha256()) == 1 &&
                      EVP_PKEY_CTX_set_rsa_mgf1_md(context.get(), EVP_sha256()) == 1 &&
                      EVP_PKEY_decrypt(context.get(), opened.data(), &size, encrypted_key.data(),
                                       encrypted_key.size()) == 1,
                  "decrypt with an RSA key");
  opened.resize(size);
  return opened;
}

}  // namespace krm::test

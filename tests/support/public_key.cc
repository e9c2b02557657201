#include "tests/support/public_key.h"

#include <openssl/core_names.h>
#include <openssl/param_build.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

#include <memory>

#include "crypto/failure.h"
#include "crypto/text_stream.h"

namespace krm::test {
namespace {

using crypto::Owned;
using crypto::require;

struct Free {
  void operator()(OSSL_PARAM* parameters) const noexcept { OSSL_PARAM_free(parameters); }
  void operator()(OSSL_PARAM_BLD* builder) const noexcept { OSSL_PARAM_BLD_free(builder); }
};

template <typename T>
using Held = std::unique_ptr<T, Free>;

}  // namespace

std::string public_key_der(const evp_pkey_st& key) {
  unsigned char* der = nullptr;
  const int size = i2d_PUBKEY(&key, &der);
  require(size > 0, "write a key");
  std::string text(reinterpret_cast<const char*>(der), static_cast<std::size_t>(size));
  OPENSSL_free(der);
  return text;
}

std::string public_key_pem(const evp_pkey_st& key) {
  const auto stream = crypto::writing();
  require(PEM_write_bio_PUBKEY(stream.get(), &key) == 1, "write a key");
  return crypto::text_of(*stream);
}

std::string rsa_public_key_der(unsigned bits, const char* exponent) {
  const Owned<BIGNUM> modulus(BN_new());  // all of its bits are ones
  require(modulus && BN_set_bit(modulus.get(), static_cast<int>(bits)) == 1 &&
              BN_sub_word(modulus.get(), 1) == 1,
          "make a number");
  BIGNUM* read = nullptr;
  require(BN_hex2bn(&read, exponent) > 0, "read a number");
  const Owned<BIGNUM> public_exponent(read);
  const Held<OSSL_PARAM_BLD> builder(OSSL_PARAM_BLD_new());
  require(builder && OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_N, modulus.get()) &&
              OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_E, public_exponent.get()),
          "describe a key");
  const Held<OSSL_PARAM> parameters(OSSL_PARAM_BLD_to_param(builder.get()));
  const Owned<EVP_PKEY_CTX> context(EVP_PKEY_CTX_new_from_name(nullptr, "RSA", nullptr));
  EVP_PKEY* key = nullptr;
  require(parameters && context && EVP_PKEY_fromdata_init(context.get()) == 1 &&
              EVP_PKEY_fromdata(context.get(), &key, EVP_PKEY_PUBLIC_KEY, parameters.get()) == 1,
          "make a key");
  return public_key_der(*Owned<EVP_PKEY>(key));
}

}  // namespace krm::test

#include "crypto/owned.h"

#include <openssl/bio.h>
#include <openssl/bn.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/x509.h>

namespace krm::crypto {

void Free::operator()(ECDSA_SIG_st* signature) const noexcept { ECDSA_SIG_free(signature); }
void Free::operator()(X509_algor_st* algorithm) const noexcept { X509_ALGOR_free(algorithm); }
void Free::operator()(X509_extension_st* extension) const noexcept {
  X509_EXTENSION_free(extension);
}
void Free::operator()(X509_sig_st* encrypted) const noexcept { X509_SIG_free(encrypted); }
void Free::operator()(bignum_st* number) const noexcept { BN_free(number); }
void Free::operator()(bio_st* stream) const noexcept { BIO_free(stream); }
void Free::operator()(evp_cipher_ctx_st* context) const noexcept { EVP_CIPHER_CTX_free(context); }
void Free::operator()(evp_md_ctx_st* context) const noexcept { EVP_MD_CTX_free(context); }
void Free::operator()(evp_pkey_ctx_st* context) const noexcept { EVP_PKEY_CTX_free(context); }
void Free::operator()(evp_pkey_st* key) const noexcept { EVP_PKEY_free(key); }
void Free::operator()(stack_st_X509* certificates) const noexcept {
  sk_X509_pop_free(certificates, X509_free);
}
void Free::operator()(x509_st* certificate) const noexcept { X509_free(certificate); }
void Free::operator()(x509_store_ctx_st* context) const noexcept { X509_STORE_CTX_free(context); }
void Free::operator()(x509_store_st* store) const noexcept { X509_STORE_free(store); }

}  // namespace krm::crypto

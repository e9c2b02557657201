#include "crypto/owned.h"

#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>

namespace krm::crypto {

void Free::operator()(ECDSA_SIG_st* signature) const noexcept { ECDSA_SIG_free(signature); }
void Free::operator()(evp_cipher_ctx_st* context) const noexcept { EVP_CIPHER_CTX_free(context); }
void Free::operator()(evp_md_ctx_st* context) const noexcept { EVP_MD_CTX_free(context); }
void Free::operator()(evp_pkey_ctx_st* context) const noexcept { EVP_PKEY_CTX_free(context); }
void Free::operator()(evp_pkey_st* key) const noexcept { EVP_PKEY_free(key); }
void Free::operator()(ssl_ctx_st* context) const noexcept { SSL_CTX_free(context); }
void Free::operator()(ssl_st* session) const noexcept { SSL_free(session); }
void Free::operator()(stack_st_X509* certificates) const noexcept {
  sk_X509_pop_free(certificates, X509_free);
}
void Free::operator()(x509_st* certificate) const noexcept { X509_free(certificate); }
void Free::operator()(x509_store_ctx_st* context) const noexcept { X509_STORE_CTX_free(context); }
void Free::operator()(x509_store_st* store) const noexcept { X509_STORE_free(store); }

}  // namespace krm::crypto

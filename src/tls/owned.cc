#include "tls/owned.h"

#include <openssl/ssl.h>

namespace krm::tls {

void Free::operator()(evp_pkey_st* key) const noexcept { EVP_PKEY_free(key); }
void Free::operator()(ssl_ctx_st* context) const noexcept { SSL_CTX_free(context); }
void Free::operator()(ssl_st* session) const noexcept { SSL_free(session); }
void Free::operator()(x509_st* certificate) const noexcept { X509_free(certificate); }

}  // namespace krm::tls

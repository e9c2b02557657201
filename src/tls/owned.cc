#include "tls/owned.h"

#include <openssl/ssl.h>

namespace krm::tls {

void FreeSsl::operator()(ssl_ctx_st* context) const noexcept { SSL_CTX_free(context); }
void FreeSsl::operator()(ssl_st* session) const noexcept { SSL_free(session); }

}  // namespace krm::tls

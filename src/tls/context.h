// The terms on which connections are secured: TLS 1.2 and 1.3, forward secrecy and authenticated
// ciphers only, http/1.1, resumption by tickets, no renegotiation.
//
// Thread-safety: one serves any number of sessions in as many threads. Sessions may outlive it.
#pragma once

#include "crypto/certified_key.h"
#include "tls/owned.h"

namespace krm::tls {

class Context {
 public:
  // For a server that shows `shown`. Throws Broken when OpenSSL will not have it (a key of 512
  // bits).
  explicit Context(const crypto::CertifiedKey& shown);

  Ssl new_session() const;

 private:
  SslContext context_;
};

}  // namespace krm::tls

// Holds the terms on which connections are secured: TLS 1.2 and 1.3, only forward secrecy and
// authenticated ciphers, http/1.1, resumption by tickets, no renegotiation.
//
// Thread-safety: one context serves any number of sessions in as many threads. Sessions may outlive
// the context.
#pragma once

#include "crypto/certified_key.h"
#include "tls/owned.h"

namespace krm::tls {

class Context {
 public:
  // Makes the context of a server that shows `shown`. Throws Broken when OpenSSL does not accept
  // it, for example with a key of 512 bits.
  explicit Context(const crypto::CertifiedKey& shown);

  // Returns a new session of the server's side.
  Ssl new_session() const;

 private:
  SslContext context_;
};

}  // namespace krm::tls

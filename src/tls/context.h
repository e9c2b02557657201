// Holds the terms on which connections are secured: TLS 1.2 and 1.3, only forward secrecy and
// authenticated ciphers, http/1.1, resumption by tickets, no renegotiation.
//
// Thread-safety: one context serves any number of sessions in as many threads. A session may
// outlive the context once its handshake is done.
#pragma once

#include "crypto/certified_key.h"
#include "tls/owned.h"

namespace krm::tls {

class Context {
 public:
  // Makes the context of a server that shows `shown`. Throws Broken when OpenSSL does not accept
  // it, for example with a key of 512 bits.
  explicit Context(const crypto::CertifiedKey& shown);

  // Makes the context of a server that shows `by_name` to clients that name a host (RFC 6066, 3),
  // and `shown` to all others. An address does not count as a name.
  Context(const crypto::CertifiedKey& shown, const crypto::CertifiedKey& by_name);

  // Returns a new session of the server's side.
  Ssl new_session() const;

 private:
  SslContext context_;
  SslContext by_name_;  // null: everybody is shown the same
};

}  // namespace krm::tls

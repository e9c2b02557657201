// Holds the terms on which this server is a client of another one: TLS 1.2 and 1.3, and http/1.1.
// The other server needs a certificate for its host, from an authority that is trusted.
//
// Thread-safety: one context serves any number of sessions in as many threads. A session may
// outlive the context.
#pragma once

#include <string>
#include <tl/expected.hpp>

#include "tls/owned.h"

namespace krm::tls {

class ClientContext {
 public:
  // Trusts the authorities in a PEM file or, with an empty path, those that the system trusts. On
  // failure returns one line that names the file. Throws Broken.
  static tl::expected<ClientContext, std::string> that_trusts(const std::string& authority_file);

  // Returns a new session of the client's side. `host` is a name, or an address without brackets.
  // A name is asked for by SNI; an address may not be (RFC 6066, 3). Throws Broken.
  Ssl new_session(const std::string& host) const;

 private:
  explicit ClientContext(SslContext context) : context_(std::move(context)) {}

  SslContext context_;
};

}  // namespace krm::tls

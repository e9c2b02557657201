#include "tls/context.h"

#include <openssl/ssl.h>

#include <string_view>

#include "crypto/failure.h"
#include "tls/server_names.h"

namespace krm::tls {
namespace {

// The protocol as it travels: its length comes first (RFC 7301, 3.1).
constexpr std::string_view http_1_1 = "\x08http/1.1";

// Chooses http/1.1. Tells a client that does not offer it so, as RFC 7301, 3.2 asks.
int select_protocol(SSL*, const unsigned char** chosen, unsigned char* chosen_size,
                    const unsigned char* offered, unsigned offered_size, void*) {
  unsigned char* found = nullptr;
  const int outcome = SSL_select_next_proto(
      &found, chosen_size, reinterpret_cast<const unsigned char*>(http_1_1.data()),
      static_cast<unsigned>(http_1_1.size()), offered, offered_size);
  *chosen = found;
  return outcome == OPENSSL_NPN_NEGOTIATED ? SSL_TLSEXT_ERR_OK : SSL_TLSEXT_ERR_ALERT_FATAL;
}

// Clients that send an address break RFC 6066, and mean the server at that address.
bool asks_for_a_name(const SSL* session) {
  const char* asked = SSL_get_servername(session, TLSEXT_NAMETYPE_host_name);
  ServerNames names;
  if (asked != nullptr) names.add(asked);
  return asked != nullptr && *asked != '\0' && names.addresses.empty();
}

int select_certificate(SSL* session, int*, void* by_name) {
  if (asks_for_a_name(session)) SSL_set_SSL_CTX(session, static_cast<SSL_CTX*>(by_name));
  return SSL_TLSEXT_ERR_OK;
}

SslContext context_that_shows(const crypto::CertifiedKey& shown) {
  SslContext owned(SSL_CTX_new(TLS_server_method()));
  SSL_CTX* context = owned.get();
  crypto::require(context != nullptr, "make a context");
  crypto::require(SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION) == 1 &&
                      SSL_CTX_set_cipher_list(context, "ECDHE+AESGCM:ECDHE+CHACHA20") == 1,
                  "set versions and ciphers");
  SSL_CTX_set_options(context, SSL_OP_NO_RENEGOTIATION);
  // A session that nobody speaks on gives its buffers back.
  // `shown` is all that there is to show, so no session has to look for an issuer.
  SSL_CTX_set_mode(context, SSL_MODE_RELEASE_BUFFERS | SSL_MODE_NO_AUTO_CHAIN);
  // The client keeps what resumption needs in one ticket. It does not need a second one.
  SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);
  crypto::require(SSL_CTX_set_num_tickets(context, 1) == 1, "set the number of tickets");
  SSL_CTX_set_alpn_select_cb(context, select_protocol, nullptr);

  crypto::require(SSL_CTX_use_certificate(context, shown.certificate.get()) == 1 &&
                      SSL_CTX_use_PrivateKey(context, shown.key.get()) == 1,
                  "use the certificate");
  for (const auto& issuer : shown.chain) {
    crypto::require(SSL_CTX_add1_chain_cert(context, issuer.get()) == 1, "use the chain");
  }
  return owned;
}

}  // namespace

Context::Context(const crypto::CertifiedKey& shown) : context_(context_that_shows(shown)) {}

Context::Context(const crypto::CertifiedKey& shown, const crypto::CertifiedKey& by_name)
    : context_(context_that_shows(shown)), by_name_(context_that_shows(by_name)) {
  SSL_CTX_set_tlsext_servername_callback(context_.get(), select_certificate);
  SSL_CTX_set_tlsext_servername_arg(context_.get(), by_name_.get());
}

Ssl Context::new_session() const {
  Ssl session(SSL_new(context_.get()));
  crypto::require(session != nullptr, "begin a session");
  SSL_set_accept_state(session.get());
  return session;
}

}  // namespace krm::tls

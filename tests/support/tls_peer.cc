#include "tests/support/tls_peer.h"

#include <openssl/ssl.h>
#include <openssl/x509v3.h>

#include "base/clock.h"
#include "tests/support/log_capture.h"
#include "tests/support/temporary_directory.h"
#include "tls/failure.h"

namespace krm::test {
namespace {

struct Peer {
  const base::SystemClock clock;
  const LogCapture log;
  const TemporaryDirectory directory;
  tls::Identity identity{
      tls::CertificateDirectory(directory.path(), {{"localhost"}, {std::string("\x7f\0\0\1", 4)}},
                                log.log),
      clock, log.log};
  tls::Owned<SSL_CTX> client{SSL_CTX_new(TLS_client_method())};

  Peer() {
    identity.load();
    SSL_CTX_set_verify(client.get(), SSL_VERIFY_PEER, nullptr);
    tls::require(
        SSL_CTX_load_verify_locations(client.get(), (directory / "ca.pem").c_str(), nullptr) == 1,
        "trust the authority of the tests");
    SSL_CTX_set_alpn_protos(client.get(), reinterpret_cast<const unsigned char*>("\x08http/1.1"),
                            9);
  }
};

Peer& peer() {
  static Peer peer;
  return peer;
}

void count_pieces(int is_sent, int, int content_type, const void* type, std::size_t size, SSL*,
                  void* pieces) {
  if (is_sent == 0 && content_type == SSL3_RT_INNER_CONTENT_TYPE && size == 1 &&
      *static_cast<const unsigned char*>(type) == SSL3_RT_APPLICATION_DATA) {
    ++*static_cast<unsigned*>(pieces);
  }
}

}  // namespace

tls::Identity& identity_of_tests() { return peer().identity; }

tls::Owned<SSL> client_session(unsigned& pieces) {
  tls::Owned<SSL> session(SSL_new(peer().client.get()));
  tls::require(session != nullptr, "begin a session");
  X509_VERIFY_PARAM_set1_ip_asc(SSL_get0_param(session.get()), "127.0.0.1");
  SSL_set_msg_callback(session.get(), count_pieces);
  SSL_set_msg_callback_arg(session.get(), &pieces);
  SSL_set_connect_state(session.get());
  return session;
}

}  // namespace krm::test

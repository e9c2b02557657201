#include "tests/support/tls_peer.h"

#include <openssl/ssl.h>
#include <openssl/x509v3.h>

#include "base/clock.h"
#include "crypto/failure.h"
#include "tests/support/log_capture.h"
#include "tests/support/temporary_directory.h"

namespace krm::test {
namespace {

struct Peer {
  const base::SystemClock clock;
  const LogCapture log;
  const TemporaryDirectory directory;
  tls::Identity identity{tls::CertificateDirectory(directory.path(), names_of_tests(), log.log),
                         clock, log.log};
  Peer() { identity.load(); }
};

Peer& peer() {
  static Peer peer;
  return peer;
}

tls::SslContext client_context(const std::string& trust_file) {
  constexpr std::string_view http_1_1 = "\x08http/1.1";
  tls::SslContext context(SSL_CTX_new(TLS_client_method()));
  crypto::require(context && SSL_CTX_load_verify_file(context.get(), trust_file.c_str()) == 1,
                  "trust an authority");
  SSL_CTX_set_security_level(context.get(), 0);  // for what no server should agree to
  SSL_CTX_set_alpn_protos(context.get(), reinterpret_cast<const unsigned char*>(http_1_1.data()),
                          http_1_1.size());
  return context;
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

tls::ServerNames names_of_tests() {
  tls::ServerNames names;
  names.add("localhost");
  names.add("127.0.0.1");
  return names;
}

tls::Ssl client_session(const ClientTerms& terms, unsigned& pieces) {
  const auto context =
      client_context(terms.trust_file.empty() ? peer().directory / "ca.pem" : terms.trust_file);
  tls::Ssl session(SSL_new(context.get()));
  crypto::require(session != nullptr, "begin a session");
  SSL_set_verify(session.get(), terms.verified ? SSL_VERIFY_PEER : SSL_VERIFY_NONE, nullptr);
  SSL_set_max_proto_version(session.get(), terms.newest);
  X509_VERIFY_PARAM_set1_ip_asc(SSL_get0_param(session.get()), terms.address);
  SSL_set_msg_callback(session.get(), count_pieces);
  SSL_set_msg_callback_arg(session.get(), &pieces);
  SSL_set_connect_state(session.get());
  if (terms.asked_name != nullptr) SSL_set_tlsext_host_name(session.get(), terms.asked_name);
  return session;
}

}  // namespace krm::test

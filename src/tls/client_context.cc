#include "tls/client_context.h"

#include <fmt/format.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

#include <string_view>
#include <utility>

#include "base/file.h"
#include "crypto/certificate.h"
#include "crypto/failure.h"
#include "tls/server_names.h"

namespace krm::tls {
namespace {

constexpr std::size_t longest_authority_file = std::size_t{4} << 20;
constexpr std::string_view only_http_1_1 = "\x08http/1.1";  // its length first (RFC 7301, 3.1)

// Returns nothing, or what is wrong.
std::string trust(SSL_CTX* context, const std::string& file) {
  const auto text = base::read_file(file, longest_authority_file);
  if (!text) return fmt::format("cannot read {}: {}", file, base::in_words(text.error()));
  const auto certificates = crypto::read_certificates(*text);
  if (!certificates) return fmt::format("{}: {}", file, certificates.error());
  for (const auto& certificate : *certificates) {
    crypto::require(X509_STORE_add_cert(SSL_CTX_get_cert_store(context), certificate.get()) == 1,
                    "trust an authority");
  }
  return {};
}

}  // namespace

tl::expected<ClientContext, std::string> ClientContext::that_trusts(
    const std::string& authority_file) {
  SslContext owned(SSL_CTX_new(TLS_client_method()));
  SSL_CTX* context = owned.get();
  crypto::require(context != nullptr, "make a context");
  crypto::require(SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION) == 1, "set versions");
  // This one returns 0 when it has done it.
  crypto::require(
      SSL_CTX_set_alpn_protos(context, reinterpret_cast<const unsigned char*>(only_http_1_1.data()),
                              static_cast<unsigned>(only_http_1_1.size())) == 0,
      "set the protocol");
  SSL_CTX_set_options(context, SSL_OP_NO_RENEGOTIATION);
  SSL_CTX_set_mode(context, SSL_MODE_RELEASE_BUFFERS);
  SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);
  SSL_CTX_set_verify(context, SSL_VERIFY_PEER, nullptr);
  if (authority_file.empty()) {
    crypto::require(SSL_CTX_set_default_verify_paths(context) == 1, "find the trusted authorities");
  } else if (auto wrong = trust(context, authority_file); !wrong.empty()) {
    return tl::unexpected(std::move(wrong));
  }
  return ClientContext(std::move(owned));
}

Ssl ClientContext::new_session(const std::string& host) const {
  Ssl session(SSL_new(context_.get()));
  crypto::require(session != nullptr, "begin a session");
  ServerNames names;
  names.add(host);
  X509_VERIFY_PARAM* wanted = SSL_get0_param(session.get());
  if (!names.addresses.empty()) {
    crypto::require(X509_VERIFY_PARAM_set1_ip_asc(wanted, host.c_str()) == 1, "want an address");
  } else {
    X509_VERIFY_PARAM_set_hostflags(wanted, X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS);
    crypto::require(X509_VERIFY_PARAM_set1_host(wanted, host.data(), host.size()) == 1 &&
                        SSL_set_tlsext_host_name(session.get(), host.c_str()) == 1,
                    "want a host");
  }
  SSL_set_connect_state(session.get());
  return session;
}

}  // namespace krm::tls

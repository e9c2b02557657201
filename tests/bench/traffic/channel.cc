#include "traffic/channel.h"

#include <sys/socket.h>

#include <array>
#include <csignal>
#include <stdexcept>
#include <utility>

#include "crypto/failure.h"

namespace krm::bench {
namespace {

constexpr const char* host = "localhost";
constexpr std::array<unsigned char, 9> http_1_1{8, 'h', 't', 't', 'p', '/', '1', '.', '1'};

}  // namespace

bool Channel::send(std::string_view bytes) {
  if (session_) return SSL_write(session_.get(), bytes.data(), static_cast<int>(bytes.size())) > 0;
  return ::send(number(), bytes.data(), bytes.size(), MSG_NOSIGNAL) ==
         static_cast<ssize_t>(bytes.size());
}

std::optional<std::size_t> Channel::receive(std::span<char> into) {
  if (!session_) {
    const ssize_t size = recv(number(), into.data(), into.size(), 0);
    return size > 0 ? std::optional(static_cast<std::size_t>(size)) : std::nullopt;
  }
  const int size = SSL_read(session_.get(), into.data(), static_cast<int>(into.size()));
  if (size > 0) return static_cast<std::size_t>(size);
  if (SSL_get_error(session_.get(), size) == SSL_ERROR_WANT_READ) return 0;
  return {};
}

Ticket Channel::ticket() {
  std::array<char, 1> nothing;
  if (receive(nothing) != 0) throw std::runtime_error("the server gives no ticket");
  Ticket ticket(SSL_get1_session(session_.get()));
  if (!ticket || SSL_SESSION_is_resumable(ticket.get()) != 1) {
    throw std::runtime_error("the server's ticket is of no use");
  }
  return ticket;
}

void Channel::leave() {
  if (session_) SSL_shutdown(session_.get());
}

TlsClient::TlsClient(const std::string& authority_file)
    : context_(SSL_CTX_new(TLS_client_method())) {
  SSL_CTX* context = context_.get();
  crypto::require(context != nullptr &&
                      SSL_CTX_set_min_proto_version(context, TLS1_3_VERSION) == 1 &&
                      SSL_CTX_set_alpn_protos(context, http_1_1.data(), http_1_1.size()) == 0,
                  "make a client");
  std::signal(SIGPIPE, SIG_IGN);  // OpenSSL writes without MSG_NOSIGNAL
  // A ticket alone lets a read return.
  SSL_CTX_clear_mode(context, SSL_MODE_AUTO_RETRY);
  if (authority_file.empty()) return;
  crypto::require(SSL_CTX_load_verify_file(context, authority_file.c_str()) == 1,
                  "read authorities");
  SSL_CTX_set_verify(context, SSL_VERIFY_PEER, nullptr);
}

Channel TlsClient::connect(int port, SSL_SESSION* ticket) const {
  Descriptor connection = connect_to(port);
  tls::Ssl session(SSL_new(context_.get()));
  crypto::require(session && SSL_set_fd(session.get(), connection.number()) == 1 &&
                      SSL_set1_host(session.get(), host) == 1 &&
                      SSL_set_tlsext_host_name(session.get(), host) == 1,
                  "begin a session");
  if (ticket != nullptr) SSL_set_session(session.get(), ticket);
  crypto::require(SSL_connect(session.get()) == 1, "shake hands");
  if (ticket != nullptr && SSL_session_reused(session.get()) != 1) {
    throw std::runtime_error("the server does not resume");
  }
  return {std::move(connection), std::move(session)};
}

}  // namespace krm::bench

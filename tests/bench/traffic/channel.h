// A connection to a server on 127.0.0.1, plain or within TLS.
#pragma once

#include <openssl/ssl.h>

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "tls/owned.h"
#include "traffic/loopback.h"

namespace krm::bench {

struct FreeTicket {
  void operator()(SSL_SESSION* ticket) const noexcept { SSL_SESSION_free(ticket); }
};
using Ticket = std::unique_ptr<SSL_SESSION, FreeTicket>;

class Channel {
 public:
  explicit Channel(Descriptor plain) : connection_(std::move(plain)) {}
  Channel(Descriptor connection, tls::Ssl session)
      : connection_(std::move(connection)), session_(std::move(session)) {}

  int number() const { return connection_.number(); }

  bool send(std::string_view bytes);
  // What came, which may be nothing yet; nullopt when nothing more will.
  std::optional<std::size_t> receive(std::span<char> into);

  // Waits for what it takes to resume the session later. REQUIRES: TLS, nothing received so far.
  Ticket ticket();
  // Says that no more comes.
  void leave();

 private:
  Descriptor connection_;
  tls::Ssl session_;
};

// A client that speaks TLS 1.3. One serves any number of connections.
class TlsClient {
 public:
  // Trusts the authorities in the file; whomever it meets when there is none.
  explicit TlsClient(const std::string& authority_file);

  // With a ticket it resumes that session. Throws std::runtime_error where the handshake fails.
  Channel connect(int port, SSL_SESSION* ticket = nullptr) const;

 private:
  tls::SslContext context_;
};

}  // namespace krm::bench

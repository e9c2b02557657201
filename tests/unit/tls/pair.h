// A server and a client of TLS in memory: what one sends, the other is fed with.
#pragma once

#include <gtest/gtest.h>
#include <openssl/err.h>
#include <openssl/ssl.h>

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "crypto/failure.h"
#include "tests/support/certificates.h"
#include "tls/authority.h"
#include "tls/context.h"
#include "tls/owned.h"
#include "tls/session.h"

namespace krm::tls {

// What a client asks for.
struct Wish {
  int lowest = TLS1_2_VERSION;
  int highest = TLS1_3_VERSION;
  const char* ciphers = nullptr;  // of TLS 1.2 and below; "@SECLEVEL=0" for what is out of use
  std::string_view protocols{};   // ALPN, as it travels
  bool trusts = true;
};

inline tls::SslContext client_context(const crypto::CertifiedKey& authority, const Wish& wish) {
  tls::SslContext context(SSL_CTX_new(TLS_client_method()));
  crypto::require(context && SSL_CTX_set_min_proto_version(context.get(), wish.lowest) == 1 &&
                      SSL_CTX_set_max_proto_version(context.get(), wish.highest) == 1 &&
                      (!wish.ciphers || SSL_CTX_set_cipher_list(context.get(), wish.ciphers) == 1),
                  "make a client");
  SSL_CTX_set_alpn_protos(context.get(),
                          reinterpret_cast<const unsigned char*>(wish.protocols.data()),
                          static_cast<unsigned>(wish.protocols.size()));
  SSL_CTX_set_verify(context.get(), SSL_VERIFY_PEER, nullptr);
  X509_STORE* trust = SSL_CTX_get_cert_store(context.get());
  if (wish.trusts) X509_STORE_add_cert(trust, authority.certificate.get());
  X509_VERIFY_PARAM_set_time(SSL_CTX_get0_param(context.get()),
                             std::chrono::system_clock::to_time_t(test::now));
  return context;
}

struct End {
  explicit End(tls::Ssl ssl) : raw(ssl.get()), session(std::move(ssl)) {}

  // What is to be sent, and is from now on.
  std::string take() {
    std::string bytes(session.output());
    session.sent();
    return bytes;
  }
  // All that can be read at once, in pieces of that size at most, and how it ended.
  std::string read(std::size_t piece = 1 << 16) {
    std::string all;
    std::string bytes(piece, '\0');
    Session::Read got{};
    for (got = session.read(bytes); got.end == Session::Read::End::bytes;
         got = session.read(bytes)) {
      all.append(bytes, 0, got.size);
    }
    end = got.end;
    return all;
  }

  SSL* raw;
  Session session;
  Session::Handshake state = Session::Handshake::needs_more;
  std::optional<Session::Read::End> end;  // of read()
};

struct Pair {
  Pair(const Context& context, SSL_CTX& client_side, SSL_SESSION* resumed = nullptr)
      : server(context.new_session()), client([&] {
          tls::Ssl ssl(SSL_new(&client_side));
          SSL_set_connect_state(ssl.get());
          if (resumed != nullptr) SSL_set_session(ssl.get(), resumed);
          return ssl;
        }()) {}

  Pair(const Context& context, tls::Ssl client_side)
      : server(context.new_session()), client(std::move(client_side)) {}

  // Until neither has more to say. What one sends comes in pieces of that size.
  void shake_hands(std::size_t piece = 1 << 16) {
    const auto step = [piece](End& from, End& to) {
      if (from.state == Session::Handshake::needs_more) from.state = from.session.handshake();
      std::string bytes = from.take();
      for (std::size_t at = 0; at < bytes.size(); at += piece) {
        to.session.feed(std::span(bytes).subspan(at, std::min(piece, bytes.size() - at)));
        if (to.state == Session::Handshake::needs_more) to.state = to.session.handshake();
      }
      return !bytes.empty();
    };
    for (bool more = true; more;) {
      more = step(client, server);
      more = step(server, client) || more;
    }
  }

  End server;
  End client;
};

// Which alert failed it; the protocol that first had it is called otherwise in later releases.
inline std::string alert_in(const End& end) {
  const std::string& failure = end.session.failure();
  return failure.substr(std::min(failure.find("alert "), failure.size()));
}

inline void pass(End& from, End& to) { to.session.feed(from.take()); }

class PairTest : public testing::Test {
 protected:
  static constexpr auto done = Session::Handshake::done;
  static constexpr auto needs_more = Session::Handshake::needs_more;
  static constexpr auto failed = Session::Handshake::failed;
  using ReadEnd = Session::Read::End;

  void TearDown() override { EXPECT_EQ(ERR_peek_error(), 0u) << "all failures are forgotten"; }

  tls::SslContext client(const Wish& wish = {}) const {
    return client_context(authority_.own(), wish);
  }
  // After the handshake.
  Pair pair(const Wish& wish = {}) const {
    Pair pair(context_, *client(wish));
    pair.shake_hands();
    return pair;
  }
  Pair secured(int version = TLS1_3_VERSION) const {
    Pair secured = pair({.lowest = version, .highest = version});
    EXPECT_EQ(secured.server.state, done) << secured.server.session.failure();
    EXPECT_EQ(secured.client.state, done) << secured.client.session.failure();
    return secured;
  }

  const Authority authority_ = Authority::make(test::names({"localhost"}), test::now);
  const Context context_{authority_.issue(test::names({"localhost"}), test::now)};
};

}  // namespace krm::tls

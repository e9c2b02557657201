// What a client may ask for when it was here before: to resume, or to begin anew.
#include "tests/unit/tls/pair.h"

namespace krm::tls {
namespace {

struct FreeSession {
  void operator()(SSL_SESSION* session) const noexcept { SSL_SESSION_free(session); }
};
using OwnedSession = std::unique_ptr<SSL_SESSION, FreeSession>;

class LaterHandshake : public PairTest {
 protected:
  // What a client keeps of a session that has ended.
  OwnedSession kept(SSL_CTX& client_side) const {
    Pair first(context_, client_side);
    first.shake_hands();
    EXPECT_EQ(first.client.read(), "") << "but for the ticket";
    first.server.session.close();
    pass(first.server, first.client);
    first.client.read();
    first.client.session.close();
    return OwnedSession(SSL_get1_session(first.client.raw));
  }
  std::string terms(const Context& context, SSL_CTX& client_side, SSL_SESSION* resumed) const {
    Pair pair(context, client_side, resumed);
    pair.shake_hands();
    EXPECT_EQ(pair.server.state, done) << pair.server.session.failure();
    return pair.server.session.terms();
  }
};

TEST_F(LaterHandshake, ResumesWithATicket) {
  for (const auto& [version, terms_of_version] :
       {std::pair{TLS1_2_VERSION, "TLSv1.2, ECDHE-ECDSA-AES256-GCM-SHA384"},
        {TLS1_3_VERSION, "TLSv1.3, TLS_AES_256_GCM_SHA384"}}) {
    const auto client_side = client({.lowest = version, .highest = version});
    const OwnedSession before = kept(*client_side);
    EXPECT_EQ(terms(context_, *client_side, before.get()),
              std::string(terms_of_version) + ", resumed");
    EXPECT_EQ(terms(context_, *client_side, nullptr), terms_of_version);
  }
}

TEST_F(LaterHandshake, BeginsAnewWithTheTicketOfAnotherContext) {
  const Context other(authority_.issue(test::names({"localhost"}), test::now));
  for (const int version : {TLS1_2_VERSION, TLS1_3_VERSION}) {
    const auto client_side = client({.lowest = version, .highest = version});
    const OwnedSession before = kept(*client_side);
    EXPECT_EQ(terms(other, *client_side, before.get()), terms(context_, *client_side, nullptr));
  }
}

TEST_F(LaterHandshake, GetsOneTicket) {
  int tickets = 0;
  const auto client_side = client({.lowest = TLS1_3_VERSION});
  SSL_CTX_set_app_data(client_side.get(), &tickets);
  SSL_CTX_set_session_cache_mode(client_side.get(), SSL_SESS_CACHE_CLIENT);
  SSL_CTX_sess_set_new_cb(client_side.get(), [](SSL* ssl, SSL_SESSION*) {
    ++*static_cast<int*>(SSL_CTX_get_app_data(SSL_get_SSL_CTX(ssl)));
    return 0;
  });
  kept(*client_side);
  EXPECT_EQ(tickets, 1);
}

// Only TLS 1.2 knows it. OpenSSL's client gives up when it is refused.
TEST_F(LaterHandshake, IsNoRenegotiation) {
  Pair pair = secured(TLS1_2_VERSION);
  EXPECT_EQ(SSL_renegotiate(pair.client.raw), 1);
  EXPECT_EQ(SSL_do_handshake(pair.client.raw), -1);
  pass(pair.client, pair.server);
  EXPECT_EQ(pair.server.read(), "");
  EXPECT_EQ(pair.server.end, ReadEnd::needs_more) << "the session is good for use";
  const std::string answer = pair.server.take();
  ASSERT_EQ(answer.size(), 5u + 8 + 2 + 16) << "an alert, encrypted, and no ServerHello";
  EXPECT_EQ(answer.front(), '\x15');

  EXPECT_TRUE(pair.server.session.write("an answer"));
  EXPECT_EQ(SSL_total_renegotiations(pair.server.raw), 0);
  pair.client.session.feed(answer);
  EXPECT_EQ(pair.client.session.handshake(), failed);
  EXPECT_EQ(pair.client.session.failure(), "no renegotiation");
  pass(pair.client, pair.server);
  EXPECT_EQ(pair.server.read(), "");
  EXPECT_EQ(pair.server.end, ReadEnd::failed);
  EXPECT_EQ(alert_in(pair.server), "alert handshake failure");
}

// What TLS 1.3 has in its place.
TEST_F(LaterHandshake, MayChangeKeys) {
  Pair pair = secured(TLS1_3_VERSION);
  EXPECT_EQ(SSL_key_update(pair.client.raw, SSL_KEY_UPDATE_REQUESTED), 1);
  EXPECT_TRUE(pair.client.session.write("a request"));
  pass(pair.client, pair.server);
  EXPECT_EQ(pair.server.read(), "a request");
  EXPECT_TRUE(pair.server.session.write("an answer"));
  pass(pair.server, pair.client);
  EXPECT_EQ(pair.client.read(), "an answer");
}

}  // namespace
}  // namespace krm::tls

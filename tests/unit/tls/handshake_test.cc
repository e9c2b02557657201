// What is agreed on, and with whom nothing.
#include <gmock/gmock.h>

#include "tests/unit/tls/pair.h"

namespace krm::tls {
namespace {

using testing::IsEmpty;

class HandshakeTest : public PairTest {
 protected:
  static std::string_view protocol(const End& end) {
    const unsigned char* chosen = nullptr;
    unsigned size = 0;
    SSL_get0_alpn_selected(end.raw, &chosen, &size);
    return {reinterpret_cast<const char*>(chosen), size};
  }
  // Nothing comes of it, and both are told why.
  void expect_refused(const Wish& wish, std::string_view why, std::string_view client_is_told) {
    const Pair refused = pair(wish);
    EXPECT_EQ(refused.server.state, failed);
    EXPECT_EQ(refused.server.session.failure(), why);
    EXPECT_EQ(refused.client.state, failed);
    EXPECT_EQ(alert_in(refused.client), client_is_told);
  }
};

TEST_F(HandshakeTest, AgreesOnTheTerms) {
  const Pair latest = secured(TLS1_3_VERSION);
  EXPECT_EQ(latest.server.session.terms(), "TLSv1.3, TLS_AES_256_GCM_SHA384");
  EXPECT_EQ(latest.client.session.terms(), latest.server.session.terms());
  EXPECT_EQ(latest.server.session.failure(), "");
  EXPECT_EQ(secured(TLS1_2_VERSION).server.session.terms(),
            "TLSv1.2, ECDHE-ECDSA-AES256-GCM-SHA384");
}

TEST_F(HandshakeTest, TakesTheLatestVersionThatBothSpeak) {
  EXPECT_EQ(pair().server.session.terms(), "TLSv1.3, TLS_AES_256_GCM_SHA384");
  EXPECT_EQ(pair({.lowest = TLS1_VERSION, .highest = TLS1_2_VERSION}).server.session.terms(),
            "TLSv1.2, ECDHE-ECDSA-AES256-GCM-SHA384");
}

TEST_F(HandshakeTest, TakesAuthenticatedCiphersWithForwardSecrecyAlone) {
  for (const auto* cipher : {"ECDHE-ECDSA-AES128-GCM-SHA256", "ECDHE-ECDSA-AES256-GCM-SHA384",
                             "ECDHE-ECDSA-CHACHA20-POLY1305"}) {
    const Pair agreed = pair({.highest = TLS1_2_VERSION, .ciphers = cipher});
    EXPECT_EQ(agreed.server.session.terms(), std::string("TLSv1.2, ") + cipher);
    EXPECT_EQ(agreed.server.state, done);
  }
  for (const auto* cipher : {"ECDHE-ECDSA-AES128-SHA", "ECDHE-ECDSA-AES256-SHA384",
                             "ECDHE-ECDSA-AES128-CCM", "ECDHE-ECDSA-AES128-SHA:AES128-SHA"}) {
    expect_refused({.highest = TLS1_2_VERSION, .ciphers = cipher}, "no shared cipher",
                   "alert handshake failure");
  }
}

TEST_F(HandshakeTest, TakesNoOtherExchangeOfKeysWithARsaKeyEither) {
  const crypto::CertifiedKey shown = test::rsa(2048);
  const Context context(shown);
  const auto with = [&](const char* cipher) {
    const auto client = client_context(shown, {.highest = TLS1_2_VERSION, .ciphers = cipher});
    Pair pair(context, *client);
    pair.shake_hands();
    return pair.server.state == done ? pair.server.session.terms() : pair.server.session.failure();
  };
  EXPECT_EQ(with("ECDHE-RSA-AES256-GCM-SHA384"), "TLSv1.2, ECDHE-RSA-AES256-GCM-SHA384");
  EXPECT_EQ(with("AES256-GCM-SHA384"), "no shared cipher");
  EXPECT_EQ(with("DHE-RSA-AES256-GCM-SHA384"), "no shared cipher");
  EXPECT_EQ(with("ECDHE-RSA-AES256-SHA384"), "no shared cipher");
}

TEST_F(HandshakeTest, RefusesOlderVersions) {
  for (const int version : {TLS1_VERSION, TLS1_1_VERSION}) {
    expect_refused({.lowest = version, .highest = version, .ciphers = "ALL:@SECLEVEL=0"},
                   "unsupported protocol", "alert protocol version");
  }
}

TEST_F(HandshakeTest, ChoosesHttp11) {
  for (const int version : {TLS1_2_VERSION, TLS1_3_VERSION}) {
    const auto offering = [&](std::string_view protocols) {
      return pair({.lowest = version, .highest = version, .protocols = protocols});
    };
    EXPECT_EQ(protocol(offering("\x02h2\x08http/1.1").client), "http/1.1");
    EXPECT_EQ(protocol(offering("\x08http/1.1\x02h2").client), "http/1.1");
    EXPECT_EQ(protocol(offering("\x08http/1.1").client), "http/1.1");
    const Pair silent = offering("");
    EXPECT_EQ(silent.server.state, done);
    EXPECT_EQ(protocol(silent.client), "");
  }
}

TEST_F(HandshakeTest, RefusesWhoSpeaksNoHttp11) {
  for (const std::string_view protocols : {"\x02h2", "\x08http/1.0", "\x02h2\x08http/1.2"}) {
    expect_refused({.protocols = protocols}, "no application protocol",
                   "alert no application protocol");
  }
}

TEST_F(HandshakeTest, TakesItsBytesOneByOne) {
  for (const int version : {TLS1_2_VERSION, TLS1_3_VERSION}) {
    const auto client_side = client({.lowest = version, .highest = version});
    Pair slow(context_, *client_side);
    slow.shake_hands(1);
    EXPECT_EQ(slow.server.state, done);
    EXPECT_EQ(slow.client.state, done);
    EXPECT_EQ(slow.server.session.handshake(), done) << "and stays so";
  }
}

TEST_F(HandshakeTest, NeedsMoreUntilAllOfTheFirstMessageIsThere) {
  const auto client_side = client();
  Pair slow(context_, *client_side);
  EXPECT_EQ(slow.server.session.handshake(), needs_more) << "of nothing";
  slow.server.session.feed({});
  EXPECT_EQ(slow.server.session.handshake(), needs_more) << "of an empty piece";
  EXPECT_EQ(slow.client.session.handshake(), needs_more);
  const std::string hello = slow.client.take();
  slow.server.session.feed(std::span(hello).first(hello.size() - 1));
  EXPECT_EQ(slow.server.session.handshake(), needs_more);
  EXPECT_THAT(slow.server.session.output(), IsEmpty());
  slow.server.session.feed(std::span(hello).last(1));
  EXPECT_EQ(slow.server.session.handshake(), needs_more);
  EXPECT_FALSE(slow.server.session.output().empty());
}

TEST_F(HandshakeTest, SaysWhyAClientTurnedAway) {
  const Pair distrusted = pair({.trusts = false});
  EXPECT_EQ(distrusted.client.session.failure(), "unable to get local issuer certificate");
  EXPECT_EQ(distrusted.server.state, failed);
  EXPECT_EQ(distrusted.server.session.failure(), "tlsv1 alert unknown ca");
}

TEST_F(HandshakeTest, FailsOnPlainText) {
  const auto fed = [this](std::string_view bytes) {
    End server(context_.new_session());
    server.session.feed(bytes);
    EXPECT_EQ(server.session.handshake(), failed);
    return server.session.failure();
  };
  EXPECT_EQ(fed("GET / HTTP/1.1\r\n\r\n"), "http request");
  EXPECT_EQ(fed(std::string(64, 'x')), "wrong version number");
  EXPECT_EQ(fed(std::string(64, '\x16')), "wrong version number");
}

TEST_F(HandshakeTest, SaysWhyAClientGaveUpHalfway) {
  const auto told = [this](std::string_view alert) {
    const auto client_side = client();
    Pair pair(context_, *client_side);
    pair.client.session.handshake();
    pass(pair.client, pair.server);
    EXPECT_EQ(pair.server.session.handshake(), needs_more);
    pair.server.session.feed(std::string("\x15\x03\x03\x00\x02", 5) + std::string(alert));
    EXPECT_EQ(pair.server.session.handshake(), failed);
    return pair.server.session.failure();
  };
  EXPECT_EQ(told({"\x02\x30", 2}), "tlsv1 alert unknown ca");
  EXPECT_EQ(told({"\x01\x00", 2}), "close notify");
}

TEST_F(HandshakeTest, ShowsTheChainInItsOrder) {
  const crypto::CertifiedKey read = [&] {
    crypto::CertifiedKey issued = authority_.issue(test::names({"localhost"}), test::now);
    std::string all = issued.to_pem() + crypto::to_pem(*authority_.own().certificate);
    all += crypto::to_pem(*Authority::make(test::names({"a"}), test::now).own().certificate);
    return crypto::read_certified_key(all, all).value();
  }();
  const Context context(read);
  const auto client_side = client();
  Pair pair(context, *client_side);
  pair.shake_hands();
  ASSERT_EQ(pair.client.state, done);
  const STACK_OF(X509)* shown = SSL_get_peer_cert_chain(pair.client.raw);
  ASSERT_EQ(sk_X509_num(shown), 3);
  EXPECT_EQ(crypto::to_pem(*sk_X509_value(shown, 0)), crypto::to_pem(*read.certificate));
  EXPECT_EQ(crypto::to_pem(*sk_X509_value(shown, 1)), crypto::to_pem(*read.chain[0]));
  EXPECT_EQ(crypto::to_pem(*sk_X509_value(shown, 2)), crypto::to_pem(*read.chain[1]));
}

}  // namespace
}  // namespace krm::tls

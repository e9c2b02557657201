// Which of two certificates a client is shown.
#include "tests/unit/tls/pair.h"

namespace krm::tls {
namespace {

class AskedName : public PairTest {
 protected:
  // Begins a session that asks for `name`, or for none, and lets it end.
  Pair asking_for(const char* name, SSL_SESSION* resumed = nullptr) const {
    const auto wish = client();
    Pair pair(both_, *wish, resumed);
    if (name != nullptr) SSL_set_tlsext_host_name(pair.client.raw, name);
    pair.shake_hands();
    EXPECT_EQ(pair.server.state, done) << pair.server.session.failure();
    return pair;
  }
  static std::string shown_to(const End& client) {
    const crypto::Owned<X509> shown(SSL_get1_peer_certificate(client.raw));
    return crypto::to_pem(*shown);
  }

  const crypto::CertifiedKey anyones_ =
      authority_.issue(test::names({"localhost", "127.0.0.1"}), test::now);
  const crypto::CertifiedKey by_name_ = authority_.issue(test::names({"localhost"}), test::now);
  const Context both_{anyones_, by_name_};
};

TEST_F(AskedName, DecidesWhichCertificateIsShown) {
  for (const char* name : {"localhost", "kms.us-east-1.amazonaws.com", "nobody.test", "1.2.3"}) {
    EXPECT_EQ(shown_to(asking_for(name).client), crypto::to_pem(*by_name_.certificate)) << name;
  }
  for (const char* name : {static_cast<const char*>(nullptr), "127.0.0.1", "::1"}) {
    EXPECT_EQ(shown_to(asking_for(name).client), crypto::to_pem(*anyones_.certificate));
  }
}

TEST_F(AskedName, LeavesTheTermsAsTheyAre) {
  const Pair named = asking_for("localhost");
  EXPECT_EQ(named.server.session.terms(), "TLSv1.3, TLS_AES_256_GCM_SHA384");
  Pair first = asking_for("localhost");
  EXPECT_EQ(first.client.read(), "") << "but for the ticket";
  first.server.session.close();
  pass(first.server, first.client);
  first.client.read();
  first.client.session.close();
  SSL_SESSION* before = SSL_get1_session(first.client.raw);
  EXPECT_EQ(asking_for("localhost", before).server.session.terms(),
            "TLSv1.3, TLS_AES_256_GCM_SHA384, resumed");
  SSL_SESSION_free(before);
}

TEST_F(AskedName, MayBeAnyWhereThereIsOneCertificate) {
  const auto wish = client();
  Pair pair(context_, *wish);
  SSL_set_tlsext_host_name(pair.client.raw, "nobody.test");
  pair.shake_hands();
  EXPECT_EQ(pair.server.state, done);
}

}  // namespace
}  // namespace krm::tls

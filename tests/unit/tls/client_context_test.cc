#include "tls/client_context.h"

#include <gtest/gtest.h>
#include <openssl/ssl.h>

#include <fstream>
#include <string>

#include "tests/support/temporary_directory.h"
#include "tests/unit/tls/pair.h"

namespace krm::tls {
namespace {

// A server of the tests' authority for localhost and 127.0.0.1, and clients that trust a file.
class ClientContextTest : public testing::Test {
 protected:
  void TearDown() override { EXPECT_EQ(ERR_peek_error(), 0u) << "all failures are forgotten"; }

  std::string file(const std::string& name, const std::string& text) const {
    std::ofstream(directory_ / name) << text;
    return directory_ / name;
  }
  std::string trusted() const {
    return file("ca.pem", crypto::to_pem(*authority_.own().certificate));
  }

  // What becomes of the client's handshake: "" when it is done.
  std::string failure(const ClientContext& client, const std::string& host) {
    return shake_hands(client, host).client.session.failure();
  }

  Pair shake_hands(const ClientContext& client, const std::string& host) {
    Pair pair(server_, client.new_session(host));
    X509_VERIFY_PARAM_set_time(SSL_get0_param(pair.client.raw),
                               std::chrono::system_clock::to_time_t(test::now));
    pair.shake_hands();
    return pair;
  }

  const test::TemporaryDirectory directory_;
  const Authority authority_ = Authority::make(test::names({"localhost", "127.0.0.1"}), test::now);
  const Context server_{authority_.issue(test::names({"localhost", "127.0.0.1"}), test::now)};
};

TEST_F(ClientContextTest, ReachesTheHostThatTheCertificateIsFor) {
  const auto client = ClientContext::that_trusts(trusted());
  ASSERT_TRUE(client) << client.error();
  const Pair pair = shake_hands(*client, "localhost");
  EXPECT_EQ(pair.client.state, Session::Handshake::done) << pair.client.session.failure();
  EXPECT_EQ(pair.server.state, Session::Handshake::done) << pair.server.session.failure();
  EXPECT_EQ(pair.server.session.asked_name(), "localhost");
}

TEST_F(ClientContextTest, AsksForNoNameWhereTheHostIsAnAddress) {
  const auto client = ClientContext::that_trusts(trusted());
  ASSERT_TRUE(client) << client.error();
  const Pair pair = shake_hands(*client, "127.0.0.1");
  EXPECT_EQ(pair.client.state, Session::Handshake::done) << pair.client.session.failure();
  EXPECT_EQ(pair.server.session.asked_name(), "");
}

TEST_F(ClientContextTest, SpeaksHttp11AndNothingElse) {
  const auto client = ClientContext::that_trusts(trusted());
  ASSERT_TRUE(client);
  const Pair pair = shake_hands(*client, "localhost");
  const unsigned char* protocol = nullptr;
  unsigned size = 0;
  SSL_get0_alpn_selected(pair.server.raw, &protocol, &size);
  EXPECT_EQ(std::string(reinterpret_cast<const char*>(protocol), size), "http/1.1");
  EXPECT_EQ(SSL_get_min_proto_version(pair.client.raw), TLS1_2_VERSION);
}

TEST_F(ClientContextTest, RefusesACertificateForOthers) {
  const auto client = ClientContext::that_trusts(trusted());
  ASSERT_TRUE(client);
  EXPECT_EQ(failure(*client, "other.test"), "hostname mismatch");
  EXPECT_EQ(failure(*client, "127.0.0.2"), "IP address mismatch");
  EXPECT_EQ(failure(*client, "::1"), "IP address mismatch");
}

TEST_F(ClientContextTest, RefusesACertificateOfAnAuthorityThatItDoesNotTrust) {
  const Authority other = Authority::make(test::names({"localhost"}), test::now);
  const auto client =
      ClientContext::that_trusts(file("other.pem", crypto::to_pem(*other.own().certificate)));
  ASSERT_TRUE(client);
  EXPECT_NE(failure(*client, "localhost"), "");
  const auto system = ClientContext::that_trusts("");
  ASSERT_TRUE(system);
  EXPECT_EQ(failure(*system, "localhost"), "unable to get local issuer certificate");
}

TEST_F(ClientContextTest, TrustsEveryAuthorityInItsFile) {
  const Authority other = Authority::make(test::names({"localhost"}), test::now);
  const auto client = ClientContext::that_trusts(file(
      "both.pem",
      crypto::to_pem(*other.own().certificate) + crypto::to_pem(*authority_.own().certificate)));
  ASSERT_TRUE(client);
  EXPECT_EQ(failure(*client, "localhost"), "");
}

TEST_F(ClientContextTest, NamesTheFileThatItCannotUse) {
  const std::string missing = directory_ / "missing.pem";
  const auto none = ClientContext::that_trusts(missing);
  ASSERT_FALSE(none);
  EXPECT_EQ(none.error(), "cannot read " + missing + ": No such file or directory");
  const std::string empty = file("empty.pem", "nothing");
  const auto nothing = ClientContext::that_trusts(empty);
  ASSERT_FALSE(nothing);
  EXPECT_TRUE(nothing.error().starts_with(empty + ": ")) << nothing.error();
}

}  // namespace
}  // namespace krm::tls

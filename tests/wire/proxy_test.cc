// CONNECT: a client takes this server for its proxy, and finds the host that it asked for behind
// it.
#include <gtest/gtest.h>

#include <string>

#include "tests/wire/messages.h"
#include "tests/wire/tls_fixture.h"

namespace krm::test {
namespace {

using Tls = net::Encryption::Tls;

const std::string to_localhost = "CONNECT localhost:443 HTTP/1.1\r\nHost: localhost:443\r\n\r\n";
const std::string established = "HTTP/1.1 200 Connection established\r\n\r\n";

// Returns the reply to a request, which must be the last on its connection.
std::string last_words(SocketClient& client, const std::string& request) {
  client.send(request);
  const Received received = client.read_to_end();
  EXPECT_EQ(received.end, End::fin);
  return without_dates(received.bytes);
}

std::string refused_with(const std::string& status, const std::string& text) {
  return "HTTP/1.1 " + status + "\r\nDate: <date>\r\nConnection: close\r\nContent-Length: " +
         std::to_string(text.size() + 1) + "\r\nContent-Type: text/plain\r\n\r\n" + text + "\n";
}

class Proxy : public testing::Test {
 protected:
  TlsServer server_{Tls::automatic};
};

TEST_F(Proxy, GivesATunnelToAnHttpsServer) {
  SocketClient client = server_.connect();
  client.send(to_localhost);
  EXPECT_EQ(client.read_head(), established);
  ASSERT_TRUE(client.secure());
  for (int i = 0; i < 3; ++i) {
    client.send(TlsServer::request);
    EXPECT_EQ(client.read_reply(), TlsServer::reply);
  }
  EXPECT_EQ(server_.script().requests(), 3u) << "CONNECT is no request to KMS";
}

TEST_F(Proxy, GivesATunnelToAnHttpServer) {
  SocketClient client = server_.connect();
  client.send("CONNECT 127.0.0.1:80 HTTP/1.0\r\n\r\n");
  EXPECT_EQ(client.read_head(), established);
  client.send(TlsServer::request + TlsServer::request);
  EXPECT_EQ(client.read_reply(), TlsServer::reply);
  EXPECT_EQ(client.read_reply(), TlsServer::reply);
}

TEST_F(Proxy, GivesATunnelAfterOtherRequests) {
  SocketClient client = server_.connect();
  client.send(TlsServer::request);
  EXPECT_EQ(client.read_reply(), TlsServer::reply);
  client.send(to_localhost);
  EXPECT_EQ(client.read_head(), established);
  ASSERT_TRUE(client.secure());
  client.send(TlsServer::request);
  EXPECT_EQ(client.read_reply(), TlsServer::reply);
}

TEST_F(Proxy, LeadsToNobodyElse) {
  SocketClient client = server_.connect();
  EXPECT_EQ(last_words(client, "CONNECT example.com:443 HTTP/1.1\r\nHost: example.com:443\r\n\r\n"),
            refused_with("403 Forbidden",
                         "kms-random-mock is no open proxy: it stands in for the names of its "
                         "certificate only, and \"example.com\" is none (NO_PROXY leaves it out, "
                         "--tls-san takes it in)"));
  EXPECT_EQ(server_.script().requests(), 0u);
}

TEST_F(Proxy, TakesNothingBeforeItHasAnswered) {
  SocketClient client = server_.connect();
  EXPECT_EQ(last_words(client, to_localhost + "\x16"),
            refused_with("400 Bad Request",
                         "Something came behind CONNECT before it was answered with 200"));
}

TEST_F(Proxy, TakesNoBody) {
  SocketClient client = server_.connect();
  EXPECT_EQ(
      last_words(client, "CONNECT localhost:443 HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\n\r\nx"),
      refused_with("400 Bad Request", "CONNECT takes no body"));
}

TEST_F(Proxy, TakesATargetWithHostAndPort) {
  SocketClient client = server_.connect();
  EXPECT_EQ(last_words(client, "CONNECT / HTTP/1.1\r\nHost: x\r\n\r\n"),
            refused_with("400 Bad Request", "CONNECT needs HOST:PORT"));
}

TEST_F(Proxy, IsNoneWithinTls) {
  SocketClient client = server_.connect_securely();
  EXPECT_EQ(last_words(client, to_localhost),
            refused_with("403 Forbidden",
                         "kms-random-mock is a proxy at its plain port only: give the client an "
                         "http:// proxy URL"));
  SocketClient tunnelled = server_.connect();
  tunnelled.send(to_localhost);
  EXPECT_EQ(tunnelled.read_head(), established);
  ASSERT_TRUE(tunnelled.secure());
  EXPECT_TRUE(last_words(tunnelled, to_localhost).starts_with("HTTP/1.1 403 Forbidden\r\n"));
}

TEST_F(Proxy, GivesOneTunnelAConnection) {
  SocketClient client = server_.connect();
  client.send(to_localhost);
  EXPECT_EQ(client.read_head(), established);
  EXPECT_EQ(last_words(client, to_localhost),
            refused_with("403 Forbidden", "kms-random-mock takes one CONNECT a connection"));
}

TEST_F(Proxy, SaysWhatTheCertificateLacksToAClientThatLeavesBehindTheTunnel) {
  SocketClient client = server_.connect();
  client.send(to_localhost);
  EXPECT_EQ(client.read_head(), established);
  ASSERT_TRUE(client.secure({.verified = false, .asked_name = "mock.test"}));
  client.finish_sending();
  client.read_to_end();
  const std::string log = server_.log_of_tls();
  EXPECT_NE(log.find("TLS: the client left without a request: the client asked for mock.test"),
            std::string::npos)
      << log;
}

TEST_F(Proxy, ClosesATunnelThatNobodyUsesWhenItStops) {
  SocketClient client = server_.connect();
  client.send(to_localhost);
  EXPECT_EQ(client.read_head(), established);
  EXPECT_TRUE(server_.stop());
  EXPECT_EQ(client.read_to_end(), (Received{"", End::fin}));
}

TEST(ProxyWithoutTls, GivesNoTunnel) {
  TlsServer server(Tls::off);
  SocketClient client = server.connect();
  EXPECT_EQ(last_words(client, to_localhost),
            refused_with("403 Forbidden",
                         "kms-random-mock is no proxy while its TLS is off (--tls off)"));
}

}  // namespace
}  // namespace krm::test

// TLS beside plain HTTP on one port: who gets which, and how sessions end.
#include <gtest/gtest.h>

#include <atomic>
#include <string>
#include <thread>
#include <vector>

#include "tests/support/temporary_directory.h"
#include "tests/wire/deliveries.h"
#include "tests/wire/messages.h"
#include "tests/wire/tls_fixture.h"

namespace krm::test {
namespace {

using Tls = net::Encryption::Tls;
using With = http::Cut::With;

const std::string terms = "TLS: TLSv1.3, TLS_AES_256_GCM_SHA384\n";

TEST(OnePort, AnswersBothByTheFirstByte) {
  TlsServer server(Tls::automatic);
  SocketClient plain = server.connect();
  SocketClient secure = server.connect_securely();
  for (SocketClient* client : {&plain, &secure, &plain, &secure}) {
    client->send(TlsServer::request);
    EXPECT_EQ(client->read_reply(), TlsServer::reply);
  }
  EXPECT_EQ(server.log_of_tls(), terms);
}

TEST(OnePort, WaitsForTheFirstByte) {
  TlsServer server(Tls::automatic);
  SocketClient silent = server.connect();
  EXPECT_TRUE(silent.hears_nothing_for(std::chrono::milliseconds(20)));
  EXPECT_TRUE(silent.secure());
  silent.send(TlsServer::request);
  EXPECT_EQ(silent.read_reply(), TlsServer::reply);
}

// Some clients look at the name once the handshake is done, and then leave without a word.
TEST(OnePort, SaysWhatToDoAboutANameThatTheCertificateLacks) {
  const std::string lacking =
      "the client asked for mock.test, which the certificate is not for; --tls-san mock.test adds "
      "it\n";
  TlsServer server(Tls::automatic);
  {
    SocketClient leaves = server.connect();
    EXPECT_TRUE(leaves.secure({.verified = false, .asked_name = "mock.test"}));
  }
  SocketClient knows = server.connect();
  EXPECT_TRUE(knows.secure({.verified = false, .asked_name = "localhost"}));
  SocketClient does_not_mind = server.connect();
  EXPECT_TRUE(does_not_mind.secure({.verified = false, .asked_name = "mock.test"}));
  does_not_mind.send(TlsServer::request);
  EXPECT_EQ(does_not_mind.read_reply(), TlsServer::reply);
  const std::string log = server.log_of_tls();
  EXPECT_EQ(log.find(lacking), log.rfind(lacking)) << log;
  EXPECT_NE(log.find("TLS: the client left without a request: " + lacking), std::string::npos)
      << log;
}

TEST(OnePort, RefusesPlainTextInWordsWhereTlsIsRequired) {
  TlsServer server(Tls::require);
  SocketClient plain = server.connect();
  plain.send(TlsServer::request);
  const std::string text = "This server speaks HTTPS only (--tls require).\n";
  const Received received = plain.read_to_end();
  EXPECT_EQ(without_dates(received.bytes),
            "HTTP/1.1 400 Bad Request\r\nDate: <date>\r\nConnection: close\r\nContent-Length: " +
                std::to_string(text.size()) + "\r\nContent-Type: text/plain\r\n\r\n" + text);
  EXPECT_EQ(received.end, End::fin);
  SocketClient secure = server.connect_securely();
  secure.send(TlsServer::request);
  EXPECT_EQ(secure.read_reply(), TlsServer::reply);
  EXPECT_EQ(server.script().requests(), 1u);
  EXPECT_EQ(server.log_of_tls(),
            "TLS failed: the client speaks plain HTTP: give it an https URL, or serve without "
            "--tls require\n" +
                terms);
}

TEST(OnePort, RefusesTlsAsBadHttpWhereItIsOff) {
  TlsServer server(Tls::off);
  SocketClient client = server.connect();
  client.send("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03");
  EXPECT_EQ(without_dates(client.read_to_end().bytes), refusal("400 Bad Request"));
}

TEST(EndOfASession, IsSaidWhereAReplyIsTheLast) {
  TlsServer server(Tls::automatic);
  SocketClient client = server.connect_securely();
  client.send("GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  EXPECT_EQ(client.read_to_end().end, End::fin);
  EXPECT_TRUE(client.notified_of_end());
}

TEST(EndOfASession, IsSaidToWhomIsIdleWhenTheServerStops) {
  TlsServer server(Tls::automatic);
  SocketClient client = server.connect_securely();
  client.send(TlsServer::request);
  EXPECT_EQ(client.read_reply(), TlsServer::reply);
  server.stop();
  EXPECT_EQ(client.read_to_end(), (Received{"", End::fin}));
  EXPECT_TRUE(client.notified_of_end());
}

TEST(EndOfASession, IsSaidToWhomIsRefused) {
  TlsServer server(Tls::automatic);
  SocketClient client = server.connect_securely();
  client.send("no HTTP\r\n\r\n");
  EXPECT_EQ(without_dates(client.read_to_end().bytes), refusal("400 Bad Request"));
  EXPECT_TRUE(client.notified_of_end());
}

TEST(EndOfASession, IsSaidToWhomSaysIt) {
  TlsServer server(Tls::automatic);
  SocketClient client = server.connect_securely();
  client.finish_sending();
  EXPECT_EQ(client.read_to_end(), (Received{"", End::fin}));
  EXPECT_TRUE(client.notified_of_end());
}

TEST(EndOfASession, IsNotSaidByAFault) {
  http::Delivery garbage;
  garbage.garbage = "no HTTP";
  for (const http::Delivery& delivery : {cut(With::fin, {}), cut(With::fin, 1), garbage}) {
    TlsServer server(Tls::automatic);
    server.script().add(delivery);
    SocketClient client = server.connect_securely();
    client.send(TlsServer::request);
    EXPECT_EQ(client.read_to_end().end, End::fin);
    EXPECT_FALSE(client.notified_of_end());
  }
}

TEST(EndOfASession, IsNoTlsAtAllWhereTheConnectionIsReset) {
  TlsServer server(Tls::automatic);
  server.script().add(cut(With::rst, 1));
  SocketClient client = server.connect_securely();
  client.send(TlsServer::request);
  EXPECT_EQ(client.read_to_end(),
            (Received{TlsServer::reply.substr(0, TlsServer::reply.size() - 1), End::rst}));
  EXPECT_FALSE(client.notified_of_end());
}

// All of them meet a server that has neither authority nor certificate yet.
TEST(ManyHandshakes, AtOnceAgreeOnOneAuthority) {
  constexpr int many = 200;
  const TemporaryDirectory directory;
  const base::SystemClock clock;
  const LogCapture log;
  tls::Identity identity(tls::CertificateDirectory(directory / "new", names_of_tests(), log.log),
                         clock, log.log);
  TlsServer server(Tls::automatic, {}, identity);

  std::vector<std::thread> clients;
  std::atomic<int> answered = 0;
  for (int i = 0; i < many; ++i) {
    clients.emplace_back([&] {
      SocketClient client = server.connect();
      if (!client.secure({.verified = false})) return;
      client.send(TlsServer::request);
      if (client.read_reply() == TlsServer::reply) ++answered;
    });
  }
  for (std::thread& client : clients) client.join();
  EXPECT_EQ(answered, many);
  EXPECT_EQ(log.text(), "made a certificate authority: " + (directory / "new/ca.pem") + "\n");
}

}  // namespace
}  // namespace krm::test

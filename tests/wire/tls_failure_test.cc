// Handshakes that fail: each costs a line of the log that says what to do, and a bounded time, and
// disturbs nobody.
#include <gtest/gtest.h>

#include <chrono>
#include <fstream>
#include <string>

#include "tests/support/temporary_directory.h"
#include "tests/wire/messages.h"
#include "tests/wire/tls_fixture.h"
#include "tls/authority.h"

namespace krm::test {
namespace {

using namespace std::chrono_literals;
using std::string_view_literals::operator""sv;
using Tls = net::Encryption::Tls;

constexpr int tls_1_1 = 0x0302;
const std::string agreed = "TLS: TLSv1.3, TLS_AES_256_GCM_SHA384\n";
// A record that promises 512 bytes of a ClientHello, and the first of them.
const std::string begun = std::string("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03"sv);

class FailedHandshake : public testing::Test {
 protected:
  // The server's limit is what no test waits for unless it says so.
  void serve(Tls tls = Tls::automatic, std::chrono::milliseconds limit = 60s) {
    net::ListenerLimits limits;
    limits.connection.handshake = limit;
    server_.emplace(tls, limits);
    bystander_.emplace(server_->connect_securely());
  }

  // What the log says of the failure; meanwhile, and after it, somebody else is served.
  void expect(const std::string& failure, const std::string& advice) {
    bystander_->send(TlsServer::request);
    EXPECT_EQ(bystander_->read_reply(), TlsServer::reply);
    SocketClient other = server_->connect_securely();
    other.send(TlsServer::request);
    EXPECT_EQ(other.read_reply(), TlsServer::reply);
    const std::string log = server_->log_of_tls();
    const std::string of_failure = "TLS failed: " + failure + ": " + advice + "\n";
    EXPECT_TRUE(log == of_failure + agreed + agreed || log == agreed + of_failure + agreed ||
                log == agreed + agreed + of_failure)
        << log;
    EXPECT_TRUE(server_->has_said_nothing_loud());
    EXPECT_EQ(server_->script().requests(), 2u);
  }

  TlsServer& server() { return *server_; }

  const std::string trust_ = identity_of_tests().whom_to_trust();
  const std::string no_trust_ =
      "the client refuses the certificate; let it trust " + trust_ +
      ", and ask for a name that the certificate is for (not all take addresses: "
      "docs/https.md)";
  const std::string maybe_no_trust_ =
      "most clients that do this do not trust the certificate; let it trust " + trust_;
  const std::string offer_ =
      "the client must offer TLS 1.2 or 1.3, with ECDHE, and AES-GCM or ChaCha20";

 private:
  std::optional<TlsServer> server_;
  std::optional<SocketClient> bystander_;
};

TEST_F(FailedHandshake, OfAnOldVersion) {
  serve();
  SocketClient client = server().connect();
  EXPECT_FALSE(client.secure({.newest = tls_1_1}));
  EXPECT_EQ(client.read_to_end().end, End::fin);
  expect("unsupported protocol", offer_);
}

TEST_F(FailedHandshake, OfAClientThatDoesNotTrustTheServer) {
  serve();
  SocketClient client = server().connect();
  const TemporaryDirectory directory;
  const auto other = tls::Authority::make(names_of_tests(), std::chrono::system_clock::now());
  std::ofstream(directory / "ca.pem") << crypto::to_pem(*other.own().certificate);
  EXPECT_FALSE(client.secure({.trust_file = directory / "ca.pem"}));
  expect("tlsv1 alert unknown ca", no_trust_);
}

TEST_F(FailedHandshake, OfAClientThatHangsUp) {
  for (const std::string& bytes : {begun.substr(0, 1), begun}) {
    serve();
    SocketClient client = server().connect();
    client.send(bytes);
    client.finish_sending();
    EXPECT_EQ(client.read_to_end(), (Received{"", End::fin}));
    expect("the client hung up in the middle of the handshake", maybe_no_trust_);
  }
}

TEST_F(FailedHandshake, OfAClientThatResets) {
  serve();
  SocketClient client = server().connect();
  client.send(begun);
  client.reset();
  expect("the client hung up in the middle of the handshake", maybe_no_trust_);
}

TEST_F(FailedHandshake, OfAClientThatSaysNothingMore) {
  serve(Tls::automatic, 50ms);
  SocketClient client = server().connect();
  client.send(begun);
  EXPECT_EQ(client.read_to_end(), (Received{"", End::fin}));
  expect("the client did not finish the handshake in time", maybe_no_trust_);
}

TEST_F(FailedHandshake, OfAClientThatDribbles) {
  serve(Tls::automatic, 100ms);
  SocketClient client = server().connect();
  const auto began = std::chrono::steady_clock::now();
  client.send(begun);
  while (client.hears_nothing_for(5ms) && client.send("x")) {
  }
  const auto took = std::chrono::steady_clock::now() - began;
  EXPECT_GE(took, 100ms);
  EXPECT_LT(took, 10s);
  client.close();
  expect("the client did not finish the handshake in time", maybe_no_trust_);
}

TEST_F(FailedHandshake, OfWhatOnlyBeginsLikeOne) {
  serve();
  SocketClient client = server().connect();
  client.send("\x16GET / HTTP/1.1\r\n");
  EXPECT_EQ(client.read_to_end().end, End::fin);
  expect("wrong version number", offer_);
}

TEST_F(FailedHandshake, OfAServerThatStops) {
  serve();
  SocketClient client = server().connect();
  client.send(begun);
  EXPECT_TRUE(client.wait_until_acknowledged());
  server().connect_securely();  // so the one before is accepted by now
  EXPECT_TRUE(server().stop());
  EXPECT_EQ(client.read_to_end(), (Received{"", End::fin}));
}

// A request that dribbles in within one record is as late as any other.
TEST(RecordInPieces, HasTheTimeOfARequest) {
  net::ListenerLimits limits;
  limits.connection.request = 100ms;
  TlsServer server(Tls::automatic, limits);
  SocketClient client = server.connect_securely();
  client.send_record_but_its_end(TlsServer::request);
  const Received received = client.read_to_end();
  EXPECT_EQ(without_dates(received.bytes), refusal("408 Request Timeout"));
  EXPECT_EQ(received.end, End::fin);
}

TEST(RecordInPieces, IsReadWhenItIsWhole) {
  TlsServer server(Tls::automatic);
  SocketClient client = server.connect_securely();
  const std::string rest = client.send_record_but_its_end(TlsServer::request);
  EXPECT_TRUE(client.hears_nothing_for(10ms));
  client.send_raw(rest);
  EXPECT_EQ(client.read_reply(), TlsServer::reply);
}

TEST(HandshakeInTheReserve, HasTheTimeOfTheReserve) {
  net::ListenerLimits limits;
  limits.connections = 0;
  limits.connection.reserve = 50ms;
  TlsServer server(Tls::automatic, limits);
  SocketClient client = server.connect();
  client.send(begun);
  EXPECT_EQ(client.read_to_end(), (Received{"", End::fin}));
  EXPECT_EQ(server.log_of_tls(),
            "TLS failed: the client did not finish the handshake in time: most clients that do "
            "this do not trust the certificate; let it trust " +
                identity_of_tests().whom_to_trust() + "\n");
}

}  // namespace
}  // namespace krm::test

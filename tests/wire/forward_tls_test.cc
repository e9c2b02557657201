// An upstream that speaks TLS: it is verified, and everything else is as over plain HTTP.
#include <gtest/gtest.h>

#include <chrono>
#include <fstream>
#include <string>

#include "tests/support/temporary_directory.h"
#include "tests/wire/forwarding.h"

namespace krm::test {
namespace {

using namespace std::chrono_literals;

class ForwardOverTls : public testing::Test {
 protected:
  http::Upstream secure(const std::string& host) const {
    return {.transport = http::Transport::https,
            .host = host,
            .port = peer_.port(),
            .authority_file = identity_of_tests().whom_to_trust()};
  }

  // Returns what a client gets when the peer does its handshake.
  std::string refusal_of(const http::Upstream& upstream) {
    const Forwarding forwarding(upstream);
    SocketClient client = forwarding.connect();
    client.send(get_);
    Guest guest = peer_.accept();
    guest.secure();
    return body_of_reply(client.read_reply());
  }
  static std::string body_of_reply(const std::string& reply) {
    return reply.empty() ? reply : reply.substr(reply.find("\r\n\r\n") + 4);
  }

  Peer peer_;
  inline static const std::string get_ = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";
  inline static const std::string ok_ = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
};

TEST_F(ForwardOverTls, OneConnectionServesManyRequests) {
  for (const std::string host : {"127.0.0.1", "localhost"}) {
    const Forwarding forwarding(secure(host));
    SocketClient client = forwarding.connect();
    client.send(get_);
    Guest guest = peer_.accept();
    ASSERT_TRUE(guest.secure());
    for (int i = 0; i < 5; ++i) {
      if (i > 0) client.send(get_);
      ASSERT_EQ(guest.read_request(), get_);
      guest.send(ok_);
      ASSERT_EQ(client.read_reply(), ok_);
    }
    EXPECT_FALSE(peer_.is_called_within(0ms));
  }
}

TEST_F(ForwardOverTls, CarriesLargeBodiesBothWays) {
  const Forwarding forwarding(secure("localhost"));
  SocketClient client = forwarding.connect();
  const std::string body(1 << 20, 'b');
  const std::string request =
      "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1048576\r\n\r\n" + body;
  client.send(request);
  Guest guest = peer_.accept();
  ASSERT_TRUE(guest.secure());
  EXPECT_TRUE(guest.read_request() == request);
  const std::string reply = "HTTP/1.1 200 OK\r\nContent-Length: 1048576\r\n\r\n" + body;
  ASSERT_TRUE(guest.send(reply));
  EXPECT_TRUE(client.read_reply() == reply);
}

TEST_F(ForwardOverTls, TakesAReplyThatComesBeforeTheRequestIsSent) {
  const Forwarding forwarding(secure("localhost"));
  SocketClient client = forwarding.connect();
  const std::string head = "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1048576\r\n\r\n";
  client.send(head + std::string(1 << 20, 'x'));
  Guest guest = peer_.accept();
  ASSERT_TRUE(guest.secure());
  EXPECT_EQ(guest.read_head(), head);
  guest.send("HTTP/1.1 100 Continue\r\n\r\n");
  guest.send(ok_);
  EXPECT_EQ(client.read_reply(), ok_);
}

TEST_F(ForwardOverTls, TakesABodyThatEndsWithCloseNotify) {
  const Forwarding forwarding(secure("localhost"));
  for (const bool well : {true, false}) {
    SocketClient client = forwarding.connect();
    client.send(get_);
    Guest guest = peer_.accept();
    ASSERT_TRUE(guest.secure());
    guest.read_request();
    guest.send("HTTP/1.0 200 OK\r\n\r\nok");
    if (well) {
      guest.finish_sending();
      EXPECT_EQ(client.read_reply(), ok_);
    } else {
      guest.break_off();
      EXPECT_EQ(client.read_reply(), Forwarding::failure("it hung up before its reply was whole"));
    }
  }
}

TEST_F(ForwardOverTls, RefusesAnAuthorityThatIsNotTrusted) {
  http::Upstream upstream = secure("localhost");
  upstream.authority_file.clear();
  EXPECT_EQ(refusal_of(upstream),
            "TLS failed: unable to get local issuer certificate (--upstream-ca names a CA)");
}

TEST_F(ForwardOverTls, RefusesACertificateForAnotherHost) {
  // The same machine by an address that the certificate is not for.
  EXPECT_EQ(refusal_of(secure("0.0.0.0")),
            "TLS failed: IP address mismatch (its certificate is not for 0.0.0.0)");
}

TEST_F(ForwardOverTls, NamesTheFileThatCannotBeRead) {
  const TemporaryDirectory directory;
  http::Upstream upstream = secure("localhost");
  upstream.authority_file = directory / "ca.pem";
  const Forwarding forwarding(upstream);
  EXPECT_EQ(body_of_reply(forwarding.reply_to(get_)),
            "cannot read " + upstream.authority_file + ": No such file or directory");
  std::ofstream(upstream.authority_file)
      << std::ifstream(secure("localhost").authority_file).rdbuf();
  SocketClient client = forwarding.connect();
  client.send(get_);
  peer_.accept();  // the first, which was left before its handshake
  Guest guest = peer_.accept();
  ASSERT_TRUE(guest.secure());
  EXPECT_EQ(guest.read_request(), get_) << "a file that is there by now is read";
}

TEST_F(ForwardOverTls, SaysWhenThePeerSpeaksPlainHttp) {
  const Forwarding forwarding(secure("localhost"));
  SocketClient client = forwarding.connect();
  client.send(get_);
  Guest guest = peer_.accept();
  guest.send("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n");
  EXPECT_EQ(body_of_reply(client.read_reply()),
            "TLS failed: wrong version number (does it speak plain HTTP? use an http URL)");
}

TEST_F(ForwardOverTls, SaysWhenThePeerHangsUpInTheHandshake) {
  const Forwarding forwarding(secure("localhost"));
  SocketClient client = forwarding.connect();
  client.send(get_);
  peer_.accept().finish_sending();
  EXPECT_EQ(body_of_reply(client.read_reply()),
            "TLS failed: it hung up in the middle of the handshake");
}

TEST_F(ForwardOverTls, SaysWhenTlsIsSpokenWherePlainHttpIsExpected) {
  http::Upstream upstream = secure("localhost");
  upstream.transport = http::Transport::http;
  const Forwarding forwarding(upstream);
  SocketClient client = forwarding.connect();
  client.send(get_);
  Guest guest = peer_.accept();
  guest.read_request();
  guest.send(std::string("\x15\x03\x03\x00\x02\x02\x28", 7));
  EXPECT_EQ(body_of_reply(client.read_reply()),
            "what it sent is no HTTP: TLS, where plain HTTP is spoken: use an https URL");
}

}  // namespace
}  // namespace krm::test

// What goes to an upstream and what comes back, byte for byte.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/wire/forwarding.h"

namespace krm::test {
namespace {

using namespace std::chrono_literals;

class Forward : public ForwardTest {
 protected:
  // Returns what the client gets when the peer says `reply` to `request`.
  std::string reply_when_it_says(const std::string& reply, const std::string& request = get_) {
    client_.send(request);
    Guest guest = peer_.accept();
    guest.read_request();
    guest.send(reply);
    return client_.read_reply();
  }
};

TEST_F(Forward, SendsFieldsAndBodyAsTheyCame) {
  const std::string request =
      "POST /a%20b?c=%41&d HTTP/1.1\r\nhost: kms.test:1\r\nX-Amz-Target: TrentService.Encrypt\r\n"
      "X-EMPTY:\r\nx-Long: " +
      std::string(9000, 'l') +
      "\r\nA: 1\r\na: two  words\r\nA: 1\r\nAuthorization: AWS4-HMAC-SHA256 x, y=\xc3\xa9\r\n"
      "Content-Length: 4\r\n\r\n";
  const std::string body = std::string("\0\r\n\xff", 4);
  client_.send(request + body);
  Guest guest = peer_.accept();
  std::string as_sent = request + body;
  as_sent.insert(as_sent.find("X-EMPTY:") + 8, " ");  // an empty value is written with a blank
  EXPECT_EQ(guest.read_request(), as_sent);
  guest.send(ok_);
  EXPECT_EQ(client_.read_reply(), ok_);
  EXPECT_EQ(forwarding_.finished(), 1);
}

TEST_F(Forward, GivesBackFieldsAndBodyAsTheyCame) {
  const std::string reply =
      "HTTP/1.1 418 I am  a teapot\r\nx-amzn-RequestId: 1\r\nEMPTY: \r\nlong: " +
      std::string(20'000, 'l') +
      "\r\nSet-Cookie: a\r\nset-cookie: b\r\nSet-Cookie: a\r\nContent-Length: 3\r\n\r\n" +
      std::string("\0\n\xff", 3);
  EXPECT_EQ(reply_when_it_says(reply), reply);
}

TEST_F(Forward, GivesAReplyWithoutAReasonBackWithoutOne) {
  const std::string reply = "HTTP/1.1 200 \r\nContent-Length: 0\r\n\r\n";
  EXPECT_EQ(reply_when_it_says(reply), reply);
}

TEST_F(Forward, GivesAChunkedReplyItsLength) {
  EXPECT_EQ(reply_when_it_says("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nA: 1\r\n"
                               "Connection: X-Hop\r\nX-Hop: 1\r\n\r\n2\r\nok\r\n0\r\n\r\n"),
            "HTTP/1.1 200 OK\r\nA: 1\r\nContent-Length: 2\r\n\r\nok");
}

TEST_F(Forward, TakesABodyThatEndsWithTheConnection) {
  client_.send(get_);
  Guest guest = peer_.accept();
  guest.read_request();
  guest.send("HTTP/1.0 200 OK\r\n\r\nok");
  EXPECT_TRUE(client_.hears_nothing_for(50ms));
  guest.finish_sending();
  EXPECT_EQ(client_.read_reply(), ok_);
}

TEST_F(Forward, SkipsInterimReplies) {
  EXPECT_EQ(reply_when_it_says("HTTP/1.1 100 Continue\r\n\r\n" + ok_), ok_);
}

TEST_F(Forward, KeepsTheLengthOfAReplyToHead) {
  client_.send("HEAD / HTTP/1.1\r\nHost: x\r\n\r\n");
  Guest guest = peer_.accept();
  EXPECT_EQ(guest.read_request(), "HEAD / HTTP/1.1\r\nHost: x\r\n\r\n");
  const std::string head = "HTTP/1.1 200 OK\r\nContent-Length: 999\r\n\r\n";
  guest.send(head);
  EXPECT_EQ(client_.read_head(), head);
  client_.send(get_);
  EXPECT_EQ(guest.read_request(), get_) << "the connection is the same";
  guest.send(ok_);
  EXPECT_EQ(client_.read_reply(), ok_);
}

TEST_F(Forward, CarriesLargeBodiesBothWays) {
  std::string body(1 << 20, '\0');
  for (std::size_t i = 0; i < body.size(); ++i) body[i] = static_cast<char>(i * 7919 >> 8);
  const std::string request =
      "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1048576\r\n\r\n" + body;
  client_.send(request);
  Guest guest = peer_.accept();
  EXPECT_TRUE(guest.read_request() == request);
  std::string large;
  for (int i = 0; i < 16; ++i) large += body;
  const std::string rest = "Content-Length: 16777216\r\n\r\n" + large;
  // Whether the connection would be used again depends on how fast the test is.
  ASSERT_TRUE(guest.send("HTTP/1.1 200 OK\r\nConnection: close\r\n" + rest));
  EXPECT_TRUE(client_.read_reply() == "HTTP/1.1 200 OK\r\n" + rest);
  client_.send(get_);
  Guest next = peer_.accept();
  EXPECT_EQ(next.read_request(), get_);
  next.send("HTTP/1.1 200 OK\r\nContent-Length: 16777217\r\n\r\n" + large + "x");
  EXPECT_EQ(client_.read_reply(), Forwarding::failure("its reply is larger than 16 MiB"));
}

TEST_F(Forward, TakesAReplyThatComesBeforeTheRequestIsSent) {
  const std::string head = "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1048576\r\n\r\n";
  const std::string early = "HTTP/1.1 413 Too Large\r\nContent-Length: 5\r\n\r\nlarge";
  for (const bool closes : {true, false}) {
    SocketClient client = forwarding_.connect();
    client.send(head + std::string(1 << 20, 'x'));
    Guest guest = peer_.accept();
    EXPECT_EQ(guest.read_head(), head);
    guest.send(early);
    if (closes) guest.close();
    EXPECT_EQ(client.read_reply(), early);
  }
}

TEST_F(Forward, FindsTheHostByItsName) {
  http::Upstream upstream = at(peer_.port());
  upstream.host = "localhost";
  const Forwarding forwarding(upstream);
  SocketClient client = forwarding.connect();
  client.send(get_);
  Guest guest = peer_.accept();
  EXPECT_EQ(guest.read_request(), get_);
  guest.send(ok_);
  EXPECT_EQ(client.read_reply(), ok_);
}

TEST_F(Forward, GoesOnWhereTheClientHasLeft) {
  client_.send(get_);
  Guest guest = peer_.accept();
  guest.read_request();
  client_.reset();
  EXPECT_TRUE(guest.hears_nothing_for(50ms)) << "the upstream is not left alone";
  guest.send(ok_);
  const auto report = forwarding_.reports().next();
  ASSERT_TRUE(report);
  EXPECT_EQ(report->end, http::DeliveryReport::End::client_left);
  EXPECT_EQ(forwarding_.finished(), 1);
}

TEST_F(Forward, ServesOthersMeanwhile) {
  client_.send(get_);
  Guest first = peer_.accept();
  first.read_request();
  std::vector<SocketClient> clients;
  std::vector<Guest> guests;
  for (int i = 0; i < 20; ++i) {
    clients.push_back(forwarding_.connect());
    clients.back().send(get_);
    guests.push_back(peer_.accept());
    EXPECT_EQ(guests.back().read_request(), get_);
  }
  for (std::size_t i = clients.size(); i-- > 0;) {
    const std::string reply = "HTTP/1.1 200 " + std::to_string(i) + "\r\nContent-Length: 0\r\n\r\n";
    guests[i].send(reply);
  }
  for (std::size_t i = 0; i < clients.size(); ++i) {
    EXPECT_TRUE(clients[i].read_reply().starts_with("HTTP/1.1 200 ")) << i;
  }
  first.send(ok_);
  EXPECT_EQ(client_.read_reply(), ok_);
}

}  // namespace
}  // namespace krm::test

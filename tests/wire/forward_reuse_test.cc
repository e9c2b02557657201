// Which connections to an upstream take another request, and that none gets a request twice.
#include <gtest/gtest.h>

#include <chrono>
#include <memory>
#include <string>

#include "tests/wire/forwarding.h"

namespace krm::test {
namespace {

using namespace std::chrono_literals;

class ForwardReuse : public ForwardTest {
 protected:
  // The client's request arrives at `guest`, which says `reply`. Returns what the client gets.
  std::string exchange(Guest& guest, const std::string& reply) {
    EXPECT_EQ(guest.read_request(), get_);
    EXPECT_TRUE(guest.send(reply));
    return client_.read_reply();
  }
};

TEST_F(ForwardReuse, OneConnectionServesManyRequests) {
  client_.send(get_);
  Guest guest = peer_.accept();
  EXPECT_EQ(exchange(guest, ok_), ok_);
  for (int i = 0; i < 20; ++i) {
    client_.send(get_);
    ASSERT_EQ(exchange(guest, ok_), ok_);
  }
  EXPECT_FALSE(peer_.is_called_within(0ms));
}

TEST_F(ForwardReuse, ItEndsWhenTheUpstreamSaysSo) {
  for (const std::string reply :
       {"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 0\r\n\r\n",
        "HTTP/1.0 200 OK\r\nContent-Length: 0\r\n\r\n"}) {
    client_.send(get_);
    Guest guest = peer_.accept();
    EXPECT_EQ(exchange(guest, reply), "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
    EXPECT_EQ(guest.read_to_end(), "");
  }
}

TEST_F(ForwardReuse, ItEndsWhereBytesStandBehindTheReply) {
  client_.send(get_);
  Guest guest = peer_.accept();
  EXPECT_EQ(exchange(guest, ok_ + "HTTP/1.1 200 Smuggled\r\nContent-Length: 0\r\n\r\n"), ok_);
  EXPECT_EQ(guest.read_to_end(), "");
  client_.send(get_);
  Guest other = peer_.accept();
  EXPECT_EQ(exchange(other, ok_), ok_);
}

TEST_F(ForwardReuse, ItEndsWhereBytesComeLater) {
  client_.send(get_);
  Guest guest = peer_.accept();
  EXPECT_EQ(exchange(guest, ok_), ok_);
  guest.send("HTTP/1.1 200 Smuggled\r\nContent-Length: 0\r\n\r\n");
  client_.send(get_);
  Guest other = peer_.accept();
  EXPECT_EQ(exchange(other, ok_), ok_);
}

TEST_F(ForwardReuse, NothingIsSentIntoAConnectionThatIsClosed) {
  for (const bool with_reset : {false, true}) {
    client_.send(get_);
    Guest guest = peer_.accept();
    EXPECT_EQ(exchange(guest, ok_), ok_);
    if (with_reset) {
      guest.reset();
    } else {
      guest.finish_sending();
    }
    client_.send(get_);
    Guest other = peer_.accept();
    EXPECT_EQ(exchange(other, "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"),
              "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
    if (!with_reset) {
      EXPECT_EQ(guest.read_to_end(), "");
    }
  }
}

TEST_F(ForwardReuse, ARequestThatGoesLostIsNotSentAgain) {
  client_.send(get_);
  Guest guest = peer_.accept();
  EXPECT_EQ(exchange(guest, ok_), ok_);
  client_.send(get_);
  EXPECT_EQ(guest.read_request(), get_);
  guest.close();
  EXPECT_EQ(client_.read_reply(),
            Forwarding::failure("it closed a connection that was kept, before it replied"));
  EXPECT_FALSE(peer_.is_called_within(100ms));
}

TEST_F(ForwardReuse, AnIdleConnectionIsClosedAfterASecond) {
  client_.send(get_);
  Guest guest = peer_.accept();
  EXPECT_EQ(exchange(guest, ok_), ok_);
  const auto began = std::chrono::steady_clock::now();
  EXPECT_TRUE(guest.hears_nothing_for(700ms));
  EXPECT_EQ(guest.read_to_end(), "");
  EXPECT_LT(std::chrono::steady_clock::now() - began, 5s);
  client_.send(get_);
  Guest other = peer_.accept();
  EXPECT_EQ(exchange(other, ok_), ok_);
}

TEST_F(ForwardReuse, NoConnectionServesAnotherUpstream) {
  Peer other_peer;
  Server server([&](const http::HttpRequest& request) {
    const int port = request.target == "/other" ? other_peer.port() : peer_.port();
    http::Answer answer;
    answer.errand = http::Errand{
        std::make_shared<const http::Upstream>(at(port)), head_of(request),
        [](tl::expected<http::HttpReply, std::string> fetched) { return fetched.value(); }};
    return answer;
  });
  SocketClient client = server.connect();
  client.send(get_);
  Guest guest = peer_.accept();
  guest.read_request();
  guest.send(ok_);
  EXPECT_EQ(client.read_reply(), ok_);
  client.send("GET /other HTTP/1.1\r\nHost: x\r\n\r\n");
  Guest other = other_peer.accept();
  EXPECT_EQ(other.read_request(), "GET /other HTTP/1.1\r\nHost: x\r\n\r\n");
  other.send(ok_);
  EXPECT_EQ(client.read_reply(), ok_);
  client.send(get_);
  EXPECT_EQ(guest.read_request(), get_);
  guest.send(ok_);
  EXPECT_EQ(client.read_reply(), ok_);
}

}  // namespace
}  // namespace krm::test

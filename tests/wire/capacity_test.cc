// How many connections there may be, who is still heard when there are too many, and who is not.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "base/version.h"
#include "tests/support/server_fixture.h"
#include "tests/wire/many_connections.h"
#include "tests/wire/messages.h"

namespace krm::test {
namespace {

using namespace std::chrono_literals;
using SteadyClock = std::chrono::steady_clock;

const std::string livez = "GET /livez HTTP/1.1\r\nHost: x\r\n\r\n";
const Received unavailable{refusal("503 Service Unavailable"), End::fin};

net::ListenerLimits limits(std::size_t connections, std::size_t reserve,
                           std::chrono::milliseconds reserve_time) {
  net::ListenerLimits limits;
  limits.connections = connections;
  limits.reserve = reserve;
  limits.connection.reserve = reserve_time;
  return limits;
}

Received rest(SocketClient& client) {
  Received received = client.read_to_end();
  received.bytes = without_dates(received.bytes);
  return received;
}

// A probe's last reply on its connection.
Received says(std::string_view state) {
  const std::string body = fmt::format(R"({{"status":"{}","version":"{}"}})", state, base::version);
  return {fmt::format("HTTP/1.1 200 OK\r\nCache-Control: no-store\r\nDate: <date>\r\n"
                      "Content-Type: application/json\r\nContent-Length: {}\r\n"
                      "Connection: close\r\n\r\n{}",
                      body.size(), body),
          End::fin};
}

// Four regular places, all taken, and two in the reserve.
class Capacity : public testing::Test {
 protected:
  static Received ask(SocketClient& client, std::string_view request) {
    client.send(request);
    return rest(client);
  }

  Received ask(std::string_view request) {
    SocketClient client = server_.connect();
    return ask(client, request);
  }

  Server server_{limits(4, 2, 10s)};
  std::vector<SocketClient> regulars_ = [this] {
    std::vector<SocketClient> clients;
    for (int i = 0; i < 4; ++i) clients.push_back(server_.connect());
    return clients;
  }();
};

TEST_F(Capacity, KeepsTwoPlacesForProbesAndServesThemOnce) {
  SocketClient one = server_.connect();
  SocketClient two = server_.connect();
  EXPECT_EQ(ask(one, livez), says("live"));
  EXPECT_EQ(ask(two, "GET /readyz HTTP/1.1\r\nHost: x\r\n\r\n"), says("ready"));
}

TEST_F(Capacity, HasNoPlaceForKmsInTheReserve) { EXPECT_EQ(ask(request_32), unavailable); }

TEST_F(Capacity, LetsWhoeverComesAfterTheReserveWaitForAPlace) {
  std::optional<SocketClient> one = server_.connect();
  const SocketClient two = server_.connect();
  SocketClient three = server_.connect();
  SocketClient four = server_.connect();
  three.send(livez);
  four.send(livez);
  EXPECT_TRUE(three.hears_nothing_for(50ms));
  one.reset();
  EXPECT_EQ(rest(three), says("live"));
  EXPECT_EQ(rest(four), says("live")) << "three has left its place";
  EXPECT_EQ(server_.log(), "warning: 6 connections are open; further ones wait until one closes\n");
}

TEST_F(Capacity, LetsAProbeThroughBehindAHerd) {
  std::vector<SocketClient> herd;
  for (int i = 0; i < 50; ++i) {
    herd.push_back(server_.connect());
    herd.back().send(request_32);
  }
  SocketClient probe = server_.connect();
  probe.send(livez);
  for (SocketClient& one : herd) {
    EXPECT_EQ(rest(one), unavailable);
    one.close();
  }
  EXPECT_EQ(rest(probe), says("live"));
}

TEST_F(Capacity, DoesNotHoldUpAServerThatStops) {
  const SocketClient one = server_.connect();
  const SocketClient two = server_.connect();
  SocketClient three = server_.connect();
  three.send(livez);
  EXPECT_TRUE(three.hears_nothing_for(20ms));
  const auto start = SteadyClock::now();
  EXPECT_TRUE(server_.stop(long_drain));
  EXPECT_LT(SteadyClock::now() - start, long_drain / 2);
}

TEST_F(Capacity, StillServesThoseWhoHaveAPlace) {
  EXPECT_EQ(ask(request_32), unavailable);
  for (SocketClient& client : regulars_) {
    client.send(request_32);
    EXPECT_EQ(client.read_reply(), kms_reply("200 OK", plaintext_32));
  }
}

TEST_F(Capacity, ComesBackWhenSomeoneLeaves) {
  regulars_.pop_back();
  const auto end = SteadyClock::now() + 10s;
  std::string reply;
  do {
    SocketClient newcomer = server_.connect();
    newcomer.send(request_32);
    reply = newcomer.read_reply();
  } while (reply != kms_reply("200 OK", plaintext_32) && SteadyClock::now() < end);
  EXPECT_EQ(reply, kms_reply("200 OK", plaintext_32));
}

TEST(Reserve, IsNotForThoseWhoSayNothing) {
  const Server server(limits(0, 1, 150ms));
  const auto start = SteadyClock::now();
  SocketClient silent = server.connect();
  EXPECT_EQ(rest(silent), (Received{"", End::fin}));
  EXPECT_GE(SteadyClock::now() - start, 150ms);
}

TEST(Reserve, IsNotForThoseWhoSpeakSlowly) {
  const Server server(limits(0, 1, 400ms));
  SocketClient slow = server.connect();
  slow.send("GET /livez");
  EXPECT_EQ(rest(slow), (Received{refusal("408 Request Timeout"), End::fin}));
}

TEST(Backlog, HoldsThoseWhoComeBeforeTheServerStarts) {
  const LogCapture log;
  Script script({.status = 200, .headers = {{"Content-Length", "0"}}, .body = {}});
  net::Listener listener(
      {.kms = script.handler(), .admin = [](const http::HttpRequest&) { return std::nullopt; }}, {},
      {}, log.log);
  const auto port = listener.bind({"127.0.0.1"}, 0);
  ASSERT_TRUE(port) << port.error();
  std::vector<SocketClient> clients;
  for (int i = 0; i < 100; ++i) {
    clients.emplace_back(*port);
    clients.back().send(request_32);
  }
  listener.start();
  for (SocketClient& client : clients) {
    ASSERT_EQ(client.read_reply(), "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
  }
}

TEST(ManyConnections, AreAllAnsweredWhileAllAreOpen) {
  const std::size_t count = possible_connections(promised_connections);
  if (count < promised_connections) {
    GTEST_SKIP() << "descriptors for " << count << " connections only";
  }
  const Server server;
  std::vector<SocketClient> clients;
  for (std::size_t i = 0; i < count; ++i) clients.push_back(server.connect());
  for (int round = 0; round < 2; ++round) {
    for (SocketClient& client : clients) client.send(request_32);
    for (SocketClient& client : clients) {
      ASSERT_EQ(client.read_reply(), kms_reply("200 OK", plaintext_32));
    }
  }
  EXPECT_EQ(server.log(), "");
}

}  // namespace
}  // namespace krm::test

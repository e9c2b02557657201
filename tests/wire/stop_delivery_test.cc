// What becomes of a reply that is under way when the server stops.
#include <gtest/gtest.h>

#include <chrono>
#include <string>
#include <vector>

#include "tests/support/server_fixture.h"
#include "tests/wire/deliveries.h"

namespace krm::test {
namespace {

using namespace std::chrono_literals;
using SteadyClock = std::chrono::steady_clock;
using Became = http::DeliveryReport::End;

const Received nothing_sent{"", End::fin};

// A server in the middle of one delivery.
class StopDuring : public testing::Test {
 protected:
  StopDuring() : server_(script_.handler()) {}

  SocketClient begin(const http::Delivery& delivery) {
    script_.add(delivery);
    SocketClient client = server_.connect();
    client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
    EXPECT_TRUE(script_.wait_for_requests(1));
    return client;
  }

  Became became() {
    const auto report = script_.next_report();
    EXPECT_TRUE(report);
    return report ? report->end : Became::failed;
  }

  const std::string head_ = "HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\n";
  const std::string whole_ = head_ + "abcdefghijklmnopqrst";
  Script script_{
      {.status = 200, .headers = {{"Content-Length", "20"}}, .body = "abcdefghijklmnopqrst"}};
  Server server_;
};

TEST_F(StopDuring, ADelaySendsTheReplyNow) {
  SocketClient client = begin(delayed(10min));
  EXPECT_TRUE(server_.stop(long_drain));
  EXPECT_EQ(client.read_to_end(), (Received{whole_, End::fin}));
  EXPECT_EQ(became(), Became::complete);
}

TEST_F(StopDuring, ADripSendsTheRestNow) {
  SocketClient client = begin(dripped(5, 10min));
  EXPECT_EQ(client.read(head_.size() + 5), head_ + "abcde");
  EXPECT_TRUE(server_.stop(long_drain));
  EXPECT_EQ(client.read_to_end(), (Received{"fghijklmnopqrst", End::fin}));
  EXPECT_EQ(became(), Became::complete);
}

TEST_F(StopDuring, AStallBeforeTheHeadEndsWithFin) {
  SocketClient client = begin(stalled({}, {}));
  EXPECT_TRUE(server_.stop(long_drain));
  EXPECT_EQ(client.read_to_end(), nothing_sent);
  EXPECT_EQ(became(), Became::stopped);
}

TEST_F(StopDuring, AStallInTheBodyEndsWithFin) {
  SocketClient client = begin(stalled(5, 10min));
  EXPECT_EQ(client.read(head_.size() + 5), head_ + "abcde");
  EXPECT_TRUE(server_.stop(long_drain));
  EXPECT_EQ(client.read_to_end(), nothing_sent);
  EXPECT_EQ(became(), Became::stopped);
}

TEST_F(StopDuring, AStallThatComesLaterEndsWithFin) {
  http::Delivery delivery = delayed(10min);
  delivery.stall = http::Stall{.after = 5, .time = 10min};
  SocketClient client = begin(delivery);
  EXPECT_TRUE(server_.stop(long_drain));
  EXPECT_EQ(client.read_to_end(), (Received{head_ + "abcde", End::fin}));
  EXPECT_EQ(became(), Became::stopped);
}

TEST_F(StopDuring, TheDelayOfAHundredSendsAllOfThem) {
  std::vector<SocketClient> clients;
  for (int i = 0; i < 100; ++i) clients.push_back(begin(delayed(10min)));
  EXPECT_TRUE(script_.wait_for_requests(100));
  EXPECT_TRUE(server_.stop(long_drain));
  for (SocketClient& client : clients) {
    ASSERT_EQ(client.read_to_end(), (Received{whole_, End::fin}));
  }
}

TEST(StopAfterDrain, ResetsAClientThatDoesNotRead) {
  constexpr std::size_t size = std::size_t{16} << 20;
  Script script({.status = 200,
                 .headers = {{"Content-Length", std::to_string(size)}},
                 .body = std::string(size, 'x')});
  Server server(script.handler());
  SocketClient client = server.connect(4096);
  client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
  ASSERT_TRUE(script.wait_for_requests(1));
  ASSERT_EQ(client.read(1000).size(), 1000u);
  const auto start = SteadyClock::now();
  EXPECT_FALSE(server.stop(100ms));
  EXPECT_GE(SteadyClock::now() - start, 100ms);
  EXPECT_LT(SteadyClock::now() - start, 10s);
  const Received received = client.read_to_end();
  EXPECT_EQ(received.end, End::rst);
  EXPECT_LT(received.bytes.size(), size);
  ASSERT_TRUE(script.next_report());
}

}  // namespace
}  // namespace krm::test

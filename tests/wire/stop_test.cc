// How the server ends: what has arrived is answered, what has not is not waited for, and nobody
// can hold it up beyond the drain.
#include <gtest/gtest.h>

#include <chrono>
#include <condition_variable>
#include <future>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "tests/support/server_fixture.h"
#include "tests/wire/deliveries.h"
#include "tests/wire/messages.h"

namespace krm::test {
namespace {

using namespace std::chrono_literals;
using SteadyClock = std::chrono::steady_clock;
using Became = http::DeliveryReport::End;

constexpr auto long_drain = 1min;  // nobody should need it
const std::string request_32 = generate_random_bytes(R"({"NumberOfBytes":32})");
const Received closed{"", End::fin};

TEST(Stop, ClosesIdleConnectionsAtOnce) {
  Server server;
  SocketClient fresh = server.connect();  // accepted before the next, which is served
  SocketClient used = server.connect();
  used.send(request_32);
  EXPECT_EQ(used.read_reply(), kms_reply("200 OK", plaintext_32));
  const auto start = SteadyClock::now();
  EXPECT_TRUE(server.stop(long_drain));
  EXPECT_LT(SteadyClock::now() - start, 5s);
  EXPECT_EQ(fresh.read_to_end(), closed);
  EXPECT_EQ(used.read_to_end(), closed);
}

TEST(Stop, ClosesAHundredIdleConnectionsAtOnce) {
  Server server;
  std::vector<SocketClient> clients;
  for (int i = 0; i < 100; ++i) {
    clients.push_back(server.connect());
    clients.back().send(request_32);
    ASSERT_EQ(clients.back().read_reply(), kms_reply("200 OK", plaintext_32));
  }
  const auto start = SteadyClock::now();
  EXPECT_TRUE(server.stop(long_drain));
  EXPECT_LT(SteadyClock::now() - start, 5s);
  for (SocketClient& client : clients) ASSERT_EQ(client.read_to_end(), closed);
}

TEST(Stop, TakesNobodyElseIn) {
  Server server;
  server.stop(long_drain);
  EXPECT_THROW(server.connect(), std::system_error);
}

TEST(Stop, ClosesAnUnfinishedRequestUnanswered) {
  Server server;
  SocketClient client = server.connect();
  client.send(request_32);
  EXPECT_EQ(client.read_reply(), kms_reply("200 OK", plaintext_32));
  client.send(request_32.substr(0, request_32.size() - 1));
  ASSERT_TRUE(client.wait_until_acknowledged());
  EXPECT_TRUE(server.stop(long_drain));
  EXPECT_EQ(client.read_to_end(), closed);
}

TEST(Stop, CutsNoReplyToABusyClientShort) {
  Server server;
  const std::string reply = kms_reply("200 OK", plaintext_32);
  std::promise<void> warm;
  std::vector<std::future<std::string>> clients;
  for (int i = 0; i < 8; ++i) {
    clients.push_back(std::async(std::launch::async, [&, i] {
      SocketClient client = server.connect();
      std::string received;
      for (int asked = 0;; ++asked) {
        if (i == 0 && asked == 10) warm.set_value();
        client.send(request_32);
        received = client.read_reply();
        if (received != reply) return received;
      }
    }));
  }
  warm.get_future().wait();
  EXPECT_TRUE(server.stop(long_drain));
  for (auto& client : clients) EXPECT_EQ(client.get(), "") << "neither a part nor anything else";
}

// A handler that lets nothing through before the test opens it.
class Gate {
 public:
  http::Handler handler() {
    return [this](const http::HttpRequest&) -> http::Answer {
      std::unique_lock lock(mutex_);
      ++waiting_;
      changed_.notify_all();
      changed_.wait(lock, [this] { return open_; });
      return {{.status = 200, .headers = {{"Content-Length", "0"}}, .body = {}}, {}, {}};
    };
  }

  void wait_for_someone() {
    std::unique_lock lock(mutex_);
    changed_.wait_for(lock, 15s, [this] { return waiting_ > 0; });
  }

  void open() {
    const std::lock_guard lock(mutex_);
    open_ = true;
    changed_.notify_all();
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  int waiting_ = 0;
  bool open_ = false;
};

TEST(Stop, AnswersWhatTheKernelHasReceived) {
  Gate gate;
  Server server(gate.handler());
  SocketClient idle = server.connect();
  SocketClient client = server.connect();
  client.send(request_32);
  gate.wait_for_someone();
  // The connection is busy, so these two lie in its kernel's buffer; the third is not whole.
  client.send(request_32 + request_32 + request_32.substr(0, 50));
  ASSERT_TRUE(client.wait_until_acknowledged());

  auto stopped = std::async(std::launch::async, [&] { return server.stop(long_drain); });
  EXPECT_EQ(idle.read_to_end(), closed);  // the stop is under way
  gate.open();
  const std::string reply = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";
  EXPECT_EQ(client.read_to_end(), (Received{reply + reply + reply, End::fin}));
  EXPECT_TRUE(stopped.get());
}

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
  EXPECT_EQ(client.read_to_end(), closed);
  EXPECT_EQ(became(), Became::stopped);
}

TEST_F(StopDuring, AStallInTheBodyEndsWithFin) {
  SocketClient client = begin(stalled(5, 10min));
  EXPECT_EQ(client.read(head_.size() + 5), head_ + "abcde");
  EXPECT_TRUE(server_.stop(long_drain));
  EXPECT_EQ(client.read_to_end(), closed);
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

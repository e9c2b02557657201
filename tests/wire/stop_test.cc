// How the server ends: what has arrived is answered, what has not is not waited for, and nobody
// can hold it up beyond the drain.
#include <gtest/gtest.h>

#include <chrono>
#include <condition_variable>
#include <future>
#include <mutex>
#include <string>
#include <system_error>
#include <vector>

#include "tests/support/server_fixture.h"
#include "tests/wire/messages.h"

namespace krm::test {
namespace {

using namespace std::chrono_literals;
using SteadyClock = std::chrono::steady_clock;

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
  std::vector<SocketClient> clients;
  for (int i = 0; i < 8; ++i) clients.push_back(server.connect());
  const std::string reply = kms_reply("200 OK", plaintext_32);
  std::vector<std::promise<void>> answered(clients.size());
  std::vector<std::future<std::string>> last_words;
  for (std::size_t i = 0; i < clients.size(); ++i) {
    last_words.push_back(std::async(std::launch::async, [&, i] {
      std::string received = reply;
      for (int asked = 0; received == reply; ++asked) {
        clients[i].send(request_32);
        received = clients[i].read_reply();
        if (asked == 0) answered[i].set_value();
      }
      return received;
    }));
  }
  for (auto& once : answered) once.get_future().wait();
  EXPECT_TRUE(server.stop(long_drain));
  for (auto& words : last_words) EXPECT_EQ(words.get(), "") << "neither a part nor anything else";
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

}  // namespace
}  // namespace krm::test

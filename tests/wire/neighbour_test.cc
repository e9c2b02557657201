// What one client does costs its neighbours nothing, though they share a thread: they are answered
// meanwhile.
#include <gtest/gtest.h>

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <string>
#include <vector>

#include "tests/support/server_fixture.h"
#include "tests/wire/messages.h"

namespace krm::test {
namespace {

using namespace std::chrono_literals;

// More than there are loops, so that each has some of them.
constexpr int neighbours = 5;

void expect_answered(const Server& server) {
  for (int i = 0; i < neighbours; ++i) {
    SocketClient client = server.connect();
    client.send(request_32);
    EXPECT_EQ(without_dates(client.read_reply()), without_dates(kms_reply("200 OK", plaintext_32)));
  }
}

TEST(Neighbour, OfAClientThatTakesNothingIsAnswered) {
  const Server server;
  std::string many;
  for (int i = 0; i < 60'000; ++i) many += generate_random_bytes(R"({"NumberOfBytes":1024})");
  std::vector<SocketClient> silent;
  for (int i = 0; i < neighbours; ++i) {
    silent.push_back(server.connect(4096));
    EXPECT_LT(silent.back().send_until_blocked(many, 100ms), many.size());
  }
  expect_answered(server);
}

TEST(Neighbour, OfOneWhoseAnswerTakesLongIsAnswered) {
  std::mutex mutex;
  std::condition_variable changed;
  bool open = false;
  int inside = 0;
  const http::HttpReply reply{.status = 200, .headers = {{"Content-Length", "0"}}, .body = {}};
  const Server server([&](const http::HttpRequest& request) {
    if (request.body.size() > 4096) {
      std::unique_lock lock(mutex);
      ++inside;
      changed.notify_all();
      changed.wait(lock, [&] { return open; });
    }
    return http::Answer{reply, {}, {}};
  });
  const std::string large = generate_random_bytes(std::string(5000, ' ') + "{}");
  std::vector<SocketClient> slow;
  for (int i = 0; i < neighbours; ++i) {
    slow.push_back(server.connect());
    slow.back().send(large);
  }
  {
    std::unique_lock lock(mutex);
    ASSERT_TRUE(changed.wait_for(lock, 15s, [&] { return inside > 0; }));
  }
  for (int i = 0; i < neighbours; ++i) {
    SocketClient client = server.connect();
    client.send(request_32);
    EXPECT_EQ(client.read_reply(), "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
  }
  {
    const std::lock_guard lock(mutex);
    open = true;
  }
  changed.notify_all();
  for (SocketClient& client : slow) {
    EXPECT_EQ(client.read_reply(), "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
  }
}

}  // namespace
}  // namespace krm::test

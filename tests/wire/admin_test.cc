// The admin API on real connections: waits, their ends, and everything at once.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <atomic>
#include <nlohmann/json.hpp>
#include <string>
#include <thread>
#include <vector>

#include "tests/support/server_fixture.h"
#include "tests/wire/messages.h"

namespace krm::test {
namespace {

using namespace std::chrono_literals;

std::string get(std::string_view target) {
  return fmt::format("GET /__admin{} HTTP/1.1\r\nHost: localhost\r\n\r\n", target);
}

std::string with_body(std::string_view method, std::string_view target, std::string_view body) {
  return fmt::format(
      "{} /__admin{} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
      "Content-Length: {}\r\n\r\n{}",
      method, target, body.size(), body);
}

nlohmann::json body_of(const std::string& reply) {
  return nlohmann::json::parse(reply.substr(reply.find("\r\n\r\n") + 4), nullptr, false);
}

std::string kms() { return generate_random_bytes(R"({"NumberOfBytes":4})"); }

class AdminOnTheWire : public testing::Test {
 protected:
  std::string ask(SocketClient& client, const std::string& request) {
    client.send(request);
    return client.read_reply();
  }

  Server server_;
  SocketClient client_ = server_.connect();
  SocketClient other_ = server_.connect();
};

TEST_F(AdminOnTheWire, KnowsARequestOnceItsReplyIsThere) {
  for (int i = 1; i <= 100; ++i) {
    ask(client_, kms());
    ASSERT_EQ(body_of(ask(other_, get("/requests?tenant=-"))).at("requests").size(), i);
  }
}

TEST_F(AdminOnTheWire, WaitsWithoutHoldingUpOthers) {
  client_.send(get("/requests?min=2&wait=15s") + kms());
  ask(other_, kms());
  EXPECT_TRUE(client_.hears_nothing_for(50ms));
  ask(other_, kms());
  EXPECT_EQ(body_of(client_.read_reply()).at("waited"), "met");
  EXPECT_EQ(client_.read_reply().substr(0, 15), "HTTP/1.1 200 OK") << "what was sent behind it";
}

TEST_F(AdminOnTheWire, EndsAWaitInTime) {
  EXPECT_EQ(body_of(ask(client_, get("/calls?wait=1ms"))).at("waited"), "timeout");
}

TEST_F(AdminOnTheWire, EndsAWaitWhenTheServerStops) {
  client_.send(get("/requests?wait=60s"));
  EXPECT_TRUE(client_.hears_nothing_for(50ms));
  EXPECT_TRUE(server_.stop(long_drain));
  EXPECT_EQ(body_of(client_.read_reply()).at("waited"), "stopped");
}

TEST_F(AdminOnTheWire, EndsAWaitWhoseClientLeaves) {
  other_.close();
  client_.send(get("/requests?wait=60s"));
  EXPECT_TRUE(client_.hears_nothing_for(50ms));
  client_.close();
  SocketClient third = server_.connect();
  while (server_.live_connections() > 1) ask(third, kms());
  EXPECT_TRUE(server_.stop(long_drain));
}

TEST_F(AdminOnTheWire, TakesBodiesUpToAMebibyte) {
  const std::string scenario = R"({"version": 1})";
  const std::string blanks((std::size_t{1} << 20) - scenario.size(), ' ');
  const std::string reply = ask(client_, with_body("PUT", "/scenario", scenario + blanks));
  EXPECT_EQ(reply.substr(0, 12), "HTTP/1.1 200") << reply;
  const std::string refused = ask(other_, with_body("PUT", "/scenario", scenario + blanks + " "));
  EXPECT_EQ(refused.substr(0, 12), "HTTP/1.1 413");
  EXPECT_EQ(body_of(refused).at("error").at("code"), "BodyTooLarge");
}

// Every part that shares something, at the same time. ThreadSanitizer looks on.
TEST_F(AdminOnTheWire, DoesEverythingAtOnce) {
  constexpr int rounds = 60;
  std::atomic<int> wrong{0};
  std::vector<std::thread> threads;
  const auto run = [&](std::vector<std::string> requests) {
    threads.emplace_back([this, &wrong, requests = std::move(requests)] {
      SocketClient client = server_.connect();
      for (int i = 0; i < rounds; ++i) {
        for (const std::string& request : requests) {
          client.send(request);
          const std::string reply = client.read_reply();
          if (!reply.starts_with("HTTP/1.1 2")) ++wrong;
        }
      }
    });
  };
  for (int i = 0; i < 3; ++i) run({kms()});
  run({get("/requests?min=1000&wait=1ms"), get("/calls?min=1&wait=20ms"), get("/tenants")});
  run({with_body("POST", "/reset", ""), get("/requests"), get("/key-stores")});
  run({with_body("PUT", "/scenario", R"({"version": 1})"), with_body("POST", "/tenants", "{}"),
       "DELETE /__admin/tenants/ASIAABCDEFGHIJKLMNOP HTTP/1.1\r\nHost: localhost\r\n\r\n"});
  run({with_body("PUT", "/clock", R"({"frozen": true})"),
       with_body("POST", "/clock", R"({"advance": "1s"})"),
       with_body("PUT", "/clock", R"({"frozen": false})")});
  run({with_body("POST", "/explain", R"({"number_of_bytes": 4})"), get("/openapi.json"),
       "GET /metrics HTTP/1.1\r\nHost: x\r\n\r\n"});
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(wrong, 0);
  EXPECT_EQ(server_.log(), "");
}

}  // namespace
}  // namespace krm::test

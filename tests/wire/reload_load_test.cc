// Scenarios that are exchanged under clients who never stop asking: nobody loses a request, and
// each reply is whole and of one scenario or the other.
#include <gtest/gtest.h>

#include <atomic>
#include <csignal>
#include <functional>
#include <future>
#include <string>
#include <vector>

#include "tests/wire/reload_fixture.h"

namespace krm::test {
namespace {

class ReloadUnderLoad : public ReloadTest {
 protected:
  // What a client got for the requests it sent on one connection, one after the other.
  struct Heard {
    std::size_t ones = 0;
    std::size_t twos = 0;
    std::string other;  // the first reply that was neither
  };

  Heard ask_until(const std::atomic<bool>& enough, SocketClient client) const {
    const std::string request = generate_random_bytes(R"({"NumberOfBytes":32})");
    Heard heard;
    while (!enough && heard.other.empty()) {
      client.send(request);
      const std::string reply = client.read_reply();
      const bool granted = reply.starts_with("HTTP/1.1 200 OK\r\n");
      if (granted && body_of(reply) == bytes(1)) {
        ++heard.ones;
      } else if (granted && body_of(reply) == bytes(2)) {
        ++heard.twos;
      } else {
        heard.other = reply.empty() ? "nothing" : reply;
      }
    }
    return heard;
  }

  // `swap` makes the server take up what has just been put into the file.
  void swap_under_load(Serving& server, int times, const std::function<void()>& swap) {
    std::atomic<bool> enough{false};
    std::vector<std::future<Heard>> clients;
    for (int i = 0; i < 8; ++i) {
      clients.push_back(std::async(std::launch::async, [&, client = server.connect()]() mutable {
        return ask_until(enough, std::move(client));
      }));
    }
    for (int i = 0; i < times; ++i) {
      const bool to_two = i % 2 == 0;
      replace("drill.yaml", to_two ? two_ : one_);
      swap();
      expect_served(server, to_two ? two_ : one_, to_two ? 2 : 1);
    }
    enough = true;
    for (auto& client : clients) {
      const Heard heard = client.get();
      EXPECT_EQ(heard.other, "");
      EXPECT_GT(heard.ones + heard.twos, 0u);
    }
  }

  void SetUp() override { replace("drill.yaml", one_); }
};

TEST_F(ReloadUnderLoad, BySighupLosesNoRequest) {
  Serving server = serve();
  swap_under_load(server, 20, [&server] { server.send_signal(SIGHUP); });
  server.stop();
}

TEST_F(ReloadUnderLoad, ByWatchLosesNoRequest) {
  Serving server = serve({"--watch"});
  swap_under_load(server, 20, [] {});
  server.stop();
}

}  // namespace
}  // namespace krm::test

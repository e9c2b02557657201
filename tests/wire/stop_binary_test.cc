// The real binary, told to end while replies are held back for an hour or for good: it does not
// take the drain for that.
#include <gtest/gtest.h>

#include <chrono>
#include <csignal>
#include <optional>
#include <string>
#include <vector>

#include "tests/support/plaintext.h"
#include "tests/support/socket_client.h"
#include "tests/wire/messages.h"
#include "tests/wire/serving.h"

namespace krm::test {
namespace {

using namespace std::chrono_literals;
using SteadyClock = std::chrono::steady_clock;

// A server that would drain for ten minutes, and clients whose requests it holds.
class StopOfTheBinary : public testing::TestWithParam<int> {
 protected:
  void begin(const std::string& faults) {
    server_.emplace(std::vector<std::string>{
        "--drain", "10m", "--scenario-yaml",
        "{version: 1, name: drill, seed: 1, entropy: zeros, rules: [{do: [" + faults + "]}]}"});
    for (int i = 0; i < 3; ++i) {
      clients_.push_back(server_->connect());
      clients_.back().send(request_32);
      EXPECT_TRUE(clients_.back().wait_until_acknowledged());
    }
    server_->settle();
    for (SocketClient& client : clients_) EXPECT_EQ(client.end(), End::open);
  }

  // It does so well, says nothing of it, and does not take long.
  void expect_an_end() {
    const auto start = SteadyClock::now();
    EXPECT_EQ(server_->stop(GetParam()), server_->said() + server_->listens() + "\n");
    EXPECT_LT(SteadyClock::now() - start, 15s);
  }

  std::vector<SocketClient>& clients() { return clients_; }

  const std::string whole_ = some_kms_reply("200 OK", plaintext(Bytes(32)));
  const std::string head_ = whole_.substr(0, whole_.find("\r\n\r\n") + 4);

 private:
  std::optional<Serving> server_;
  std::vector<SocketClient> clients_;
};

TEST_P(StopOfTheBinary, SendsRepliesThatAreAnHourLateNow) {
  begin("latency: 1h");
  for (SocketClient& client : clients()) EXPECT_TRUE(client.hears_nothing_for(10ms));
  expect_an_end();
  for (SocketClient& client : clients()) {
    const Received received = client.read_to_end();
    EXPECT_EQ((Received{without_dates_and_ids(received.bytes), received.end}),
              (Received{whole_, End::fin}));
  }
}

TEST_P(StopOfTheBinary, EndsStallsBeforeTheHead) {
  for (const std::string stall : {"stall", "stall: 1h"}) {
    begin(stall);
    for (SocketClient& client : clients()) EXPECT_TRUE(client.hears_nothing_for(10ms));
    expect_an_end();
    for (SocketClient& client : clients()) {
      EXPECT_EQ(client.read_to_end(), (Received{"", End::fin}));
    }
    clients().clear();
  }
}

TEST_P(StopOfTheBinary, EndsStallsWithinTheBody) {
  for (const std::string stall : {"stall: {after: 5}", "stall: {after: 5, for: 1h}"}) {
    begin(stall);
    for (SocketClient& client : clients()) {
      EXPECT_EQ(without_dates_and_ids(client.read_head()), head_);
      EXPECT_EQ(client.read(5), "{\"Pla");
    }
    expect_an_end();
    for (SocketClient& client : clients()) {
      EXPECT_EQ(client.read_to_end(), (Received{"", End::fin}));
    }
    clients().clear();
  }
}

TEST_P(StopOfTheBinary, SendsTheRestOfADripNow) {
  begin("drip: {bytes: 5, every: 1h}");
  for (SocketClient& client : clients()) {
    EXPECT_EQ(without_dates_and_ids(client.read_head()), head_);
    EXPECT_EQ(client.read(5), "{\"Pla");
  }
  expect_an_end();
  for (SocketClient& client : clients()) {
    EXPECT_EQ(client.read_to_end(), (Received{plaintext(Bytes(32)).substr(5), End::fin}));
  }
}

INSTANTIATE_TEST_SUITE_P(By, StopOfTheBinary, testing::Values(SIGTERM, SIGINT),
                         [](const auto& tested) {
                           return std::string(tested.param == SIGTERM ? "SIGTERM" : "SIGINT");
                         });

}  // namespace
}  // namespace krm::test

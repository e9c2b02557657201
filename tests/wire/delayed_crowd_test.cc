// As many replies under way as there may be connections, all of them delayed: they cost nobody
// anything, come all at once when their time has passed, and do not hold a server up that stops.
#include <gtest/gtest.h>

#include <chrono>
#include <filesystem>
#include <iterator>
#include <optional>
#include <string>
#include <vector>

#include "tests/support/scenario_world.h"
#include "tests/support/server_fixture.h"
#include "tests/wire/many_connections.h"
#include "tests/wire/messages.h"

namespace krm::test {
namespace {

using namespace std::chrono_literals;
using SteadyClock = std::chrono::steady_clock;

const std::string whole = kms_reply("200 OK", plaintext_32);

class DelayedCrowd : public testing::Test {
 protected:
  static constexpr std::size_t count = promised_connections;

  void SetUp() override {
    if (possible_connections(count + 1) <= count) GTEST_SKIP() << "too few descriptors";
    net::ListenerLimits limits;
    limits.connections = count + 1;
    server_.emplace(
        scenario_of("rules: [{times: " + std::to_string(count) + ", do: [latency: 30s]}]"), limits);
    threads_ = threads_of_this_process();
    for (std::size_t i = 0; i < count; ++i) {
      crowd_.push_back(server_->connect());
      crowd_.back().send(request_32);
    }
    ASSERT_TRUE(server_->wait_for_decisions(count));
  }

  static std::ptrdiff_t threads_of_this_process() {
    const std::filesystem::directory_iterator tasks("/proc/self/task");
    return std::distance(begin(tasks), end(tasks));
  }

  std::ptrdiff_t threads_ = 0;  // before the crowd came
  std::optional<Server> server_;
  std::vector<SocketClient> crowd_;
};

TEST_F(DelayedCrowd, CostsAnotherConnectionNothingAndIsAnsweredTogether) {
  SocketClient other = server_->connect();
  for (int i = 0; i < 100; ++i) {
    other.send(request_32);
    ASSERT_EQ(other.read_reply(), whole);
  }
  server_->clock().advance(29'999ms);
  EXPECT_TRUE(crowd_.front().hears_nothing_for(20ms));
  EXPECT_TRUE(crowd_.back().hears_nothing_for(20ms));
  server_->clock().advance(1ms);
  for (SocketClient& client : crowd_) ASSERT_EQ(client.read_reply(), whole);

  // Not one of them was lost for that.
  for (SocketClient& client : crowd_) client.send(request_32);
  for (SocketClient& client : crowd_) {
    ASSERT_EQ(without_dates(client.read_reply()), without_dates(whole));
  }
  EXPECT_EQ(server_->log(), "");
}

TEST_F(DelayedCrowd, IsAnsweredWhenTheServerStops) {
  const auto start = SteadyClock::now();
  EXPECT_TRUE(server_->stop(long_drain));
  EXPECT_LT(SteadyClock::now() - start, long_drain / 2);
  for (SocketClient& client : crowd_) {
    ASSERT_EQ(client.read_to_end(), (Received{whole, End::fin}));
  }
  EXPECT_EQ(server_->log(), "");
}

TEST_F(DelayedCrowd, CostsNoThread) { EXPECT_EQ(threads_of_this_process(), threads_); }

TEST_F(DelayedCrowd, MayLeaveAllAtOnce) {
  for (SocketClient& client : crowd_) client.reset();
  for (std::size_t i = 0; i < count; ++i) {
    const auto report = server_->next_report();
    ASSERT_TRUE(report);
    ASSERT_EQ(report->end, http::DeliveryReport::End::client_left);
  }
  SocketClient other = server_->connect();
  other.send(request_32);
  EXPECT_EQ(other.read_reply(), whole);
}

}  // namespace
}  // namespace krm::test

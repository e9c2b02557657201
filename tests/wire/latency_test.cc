// Latency from the text of a scenario to the millisecond in which a client hears its reply.
#include <gtest/gtest.h>

#include <chrono>
#include <string>
#include <vector>

#include "tests/wire/fault_fixture.h"

namespace krm::test {
namespace {

using namespace std::chrono_literals;
using std::chrono::milliseconds;

class LatencyFault : public FaultTest {
 protected:
  // Requests one after the other, each of which hears its reply when that time has passed and not a
  // millisecond before.
  void expect_delays(const std::string& latency, const std::vector<int>& delays) {
    serve("latency: " + latency, static_cast<int>(delays.size()));
    SocketClient client = connect();
    for (const int delay : delays) {
      ask(client);
      advance(milliseconds(delay - 1));
      ASSERT_TRUE(hears_nothing(client)) << delay;
      advance(1ms);
      ASSERT_EQ(without_dates(client.read_reply()), without_dates(whole)) << delay;
      EXPECT_EQ(report(), (Report{Became::complete, whole.size()}));
    }
  }
};

TEST_F(LatencyFault, IsFixed) { expect_delays("5m", {300'000, 300'000}); }

TEST_F(LatencyFault, CostsNoOtherConnectionAnything) {
  serve("latency: 30s");
  SocketClient client = ask();
  expect_others_to_be_served();
  advance(29'999ms);
  expect_others_to_be_served();
  EXPECT_TRUE(hears_nothing(client));
  advance(1ms);
  EXPECT_EQ(client.read_reply(), whole) << "of the instant at which it was decided";
  EXPECT_EQ(pieces(client), 1u);
}

// With the draws of the rule "drill" for requests 0 to 3 under seed 42: 0.6109, 0.1007, 0.7757 and
// 0.5778 of the way, and -0.7548, -0.5758, -1.5021 and -0.8329 deviations.
TEST_F(LatencyFault, IsUniformWithOurOwnTransform) {
  expect_delays("{uniform: {min: 100s, max: 300s}}", {222'184, 120'135, 255'141, 215'564});
}

TEST_F(LatencyFault, IsLognormalWithOurOwnTransform) {
  expect_delays("{lognormal: {median: 80s, sigma: 0.4}}", {59'157, 63'549, 43'870, 57'332});
}

TEST_F(LatencyFault, IsCountedFromTheDecision) {
  serve("latency: 1s");
  SocketClient client = connect();
  client.send(request.substr(0, 40));
  advance(1h);
  ask(client, request.substr(40));
  EXPECT_TRUE(hears_nothing(client));
  advance(1s);
  EXPECT_EQ(without_dates(client.read_reply()), without_dates(whole));
}

TEST_F(LatencyFault, OfPipelinedRequestsPassesInTheirOrder) {
  serve("latency: 1s", 2);
  SocketClient client = connect();
  ask(client, request + request);
  advance(1s);
  EXPECT_EQ(client.read_reply(), whole);
  EXPECT_TRUE(server().wait_for_decisions(2));
  EXPECT_TRUE(hears_nothing(client));
  advance(1s);
  EXPECT_EQ(without_dates(client.read_reply()), without_dates(whole));
}

TEST_F(LatencyFault, IsSatOutForAClientThatOnlyClosedItsSide) {
  serve("latency: 1s");
  SocketClient client = ask();
  client.finish_sending();
  EXPECT_TRUE(hears_nothing(client));
  advance(1s);
  EXPECT_EQ(client.read_to_end(), (Received{whole, End::fin}));
}

TEST_F(LatencyFault, EndsWhenTheClientResets) {
  serve("latency: 24h");
  SocketClient client = ask();
  client.reset();
  EXPECT_EQ(report(), (Report{Became::client_left, 0}));
}

TEST_F(LatencyFault, ComesBeforeAReset) {
  serve("latency: 1s, reset");
  SocketClient client = ask();
  EXPECT_TRUE(hears_nothing(client));
  advance(1s);
  EXPECT_EQ(client.read_to_end(), (Received{"", End::rst}));
}

TEST_F(LatencyFault, ComesBeforeAClose) {
  serve("latency: 1s, close");
  SocketClient client = ask();
  EXPECT_TRUE(hears_nothing(client));
  advance(1s);
  EXPECT_EQ(client.read_to_end(), nothing_and_fin);
}

TEST_F(LatencyFault, ComesBeforeGarbage) {
  serve("latency: 1s, garbage: {text: not HTTP}");
  SocketClient client = ask();
  EXPECT_TRUE(hears_nothing(client));
  advance(1s);
  EXPECT_EQ(client.read_to_end(), (Received{"not HTTP", End::fin}));
}

}  // namespace
}  // namespace krm::test

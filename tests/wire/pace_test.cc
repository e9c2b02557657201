// The faults that keep a client waiting within a reply, from the text of a scenario to the bytes as
// they come: stall and drip.
#include <gtest/gtest.h>

#include <chrono>
#include <string>
#include <vector>

#include "tests/wire/fault_fixture.h"

namespace krm::test {
namespace {

using namespace std::chrono_literals;
using SteadyClock = std::chrono::steady_clock;

class StallFault : public FaultTest {
 protected:
  // Somebody who waits for the rest, and gets nothing, for however long.
  void expect_silence(SocketClient& client) {
    expect_others_to_be_served();
    advance(24h);
    EXPECT_TRUE(hears_nothing(client));
    expect_others_to_be_served();
  }
};
class DripFault : public FaultTest {};

// --- until the client leaves

TEST_F(StallFault, HoldsTheReplyUntilTheClientCloses) {
  serve("stall");
  SocketClient client = ask();
  expect_silence(client);
  client.close();
  EXPECT_EQ(report(), (Report{Became::client_left, 0}));
}

TEST_F(StallFault, HoldsTheReplyUntilTheClientResets) {
  serve("stall");
  SocketClient client = ask();
  expect_silence(client);
  client.reset();
  EXPECT_EQ(report(), (Report{Became::client_left, 0}));
}

TEST_F(StallFault, HoldsTheReplyUntilTheClientClosesItsSide) {
  serve("stall");
  SocketClient client = ask();
  client.finish_sending();
  EXPECT_EQ(client.read_to_end(), nothing_and_fin);
  EXPECT_EQ(report(), (Report{Became::client_left, 0}));
}

TEST_F(StallFault, BehindTheHeadHoldsTheBody) {
  serve("stall: {after: 0}");
  SocketClient client = ask();
  EXPECT_EQ(client.read_head(), head);
  expect_silence(client);
  client.close();
  EXPECT_EQ(report(), (Report{Became::client_left, head.size()}));
}

TEST_F(StallFault, WithinTheBodyHoldsTheRest) {
  serve("stall: {after: 10}");
  SocketClient client = ask();
  EXPECT_EQ(client.read(head.size() + 10), up_to(10));
  expect_silence(client);
  client.finish_sending();
  EXPECT_EQ(client.read_to_end(), nothing_and_fin);
  EXPECT_EQ(report(), (Report{Became::client_left, head.size() + 10}));
}

TEST_F(StallFault, BehindTheBodyHoldsTheConnection) {
  serve("stall: {after: 8192}");
  SocketClient client = ask();
  EXPECT_EQ(client.read_reply(), whole);
  client.send(request);
  expect_silence(client);
  client.close();
  EXPECT_EQ(report(), (Report{Became::client_left, whole.size()}));
}

TEST_F(StallFault, OfManyHoldsNobodyElse) {
  serve("stall: {after: 10}", 50);
  std::vector<SocketClient> clients;
  for (int i = 0; i < 50; ++i) clients.push_back(ask());
  for (SocketClient& client : clients) ASSERT_EQ(client.read(head.size() + 10), up_to(10));
  expect_others_to_be_served();
  for (SocketClient& client : clients) client.close();
  for (int i = 0; i < 50; ++i) {
    ASSERT_EQ(report(), (Report{Became::client_left, head.size() + 10}));
  }
}

// --- for a time

TEST_F(StallFault, ForATimeHoldsTheReplyForThatTime) {
  serve("stall: 30s");
  SocketClient client = ask();
  expect_others_to_be_served();
  advance(29'999ms);
  EXPECT_TRUE(hears_nothing(client));
  advance(1ms);
  EXPECT_EQ(client.read_reply(), whole);
  EXPECT_EQ(pieces(client), 1u);
  EXPECT_EQ(report(), (Report{Became::complete, whole.size()}));
  ask(client);
  EXPECT_EQ(client.read_reply().substr(0, 15), "HTTP/1.1 200 OK") << "the connection is kept";
}

TEST_F(StallFault, ForATimeWithinTheBodyHoldsTheRestForThatTime) {
  serve("stall: {after: 10, for: 30s}");
  SocketClient client = ask();
  EXPECT_EQ(client.read(head.size() + 10), up_to(10));
  expect_others_to_be_served();
  advance(29'999ms);
  EXPECT_TRUE(hears_nothing(client));
  EXPECT_EQ(pieces(client), 1u);
  advance(1ms);
  EXPECT_EQ(client.read(50), body.substr(10));
  EXPECT_EQ(pieces(client), 2u);
  EXPECT_EQ(report(), (Report{Became::complete, whole.size()}));
}

TEST_F(StallFault, ForATimeEndsEarlyWhenTheClientLeaves) {
  serve("stall: {after: 10, for: 30s}");
  SocketClient client = ask();
  EXPECT_EQ(client.read(head.size() + 10), up_to(10));
  client.close();
  EXPECT_EQ(report(), (Report{Became::client_left, head.size() + 10}));
}

TEST_F(StallFault, HoldsGarbageBackToo) {
  serve("garbage: {text: not HTTP}, stall: {after: 3, for: 1s}");
  SocketClient client = ask();
  EXPECT_EQ(client.read(3), "not");
  EXPECT_TRUE(hears_nothing(client));
  advance(1s);
  EXPECT_EQ(client.read_to_end(), (Received{" HTTP", End::fin}));
}

// --- piece by piece, in real time

TEST_F(DripFault, SendsSegmentsAtItsPaceThoughTheClockStands) {
  serve("drip: {bytes: 20, every: 15ms}");
  const auto asked = SteadyClock::now();
  SocketClient client = ask();
  EXPECT_EQ(client.read(head.size() + 20), up_to(20));
  expect_others_to_be_served();
  EXPECT_EQ(client.read(40), body.substr(20));
  EXPECT_GE(SteadyClock::now() - asked, 30ms);
  EXPECT_EQ(pieces(client), 3u);
  EXPECT_EQ(report(), (Report{Became::complete, whole.size()}));
}

TEST_F(DripFault, SendsTheHeadWithTheFirstPieceAndASmallerLast) {
  serve("drip: {bytes: 25, every: 1h}");
  SocketClient client = ask();
  EXPECT_EQ(client.read(head.size() + 25), up_to(25));
  EXPECT_EQ(pieces(client), 1u);
  EXPECT_TRUE(hears_nothing(client));
  serve("drip: {bytes: 25, every: 1ms}");
  SocketClient patient = ask();
  EXPECT_EQ(patient.read_reply(), whole);
  EXPECT_EQ(pieces(patient), 3u);
}

TEST_F(DripFault, OfSingleBytesSendsASegmentForEach) {
  serve("drip: {bytes: 1, every: 1ms}");
  SocketClient client = ask();
  EXPECT_EQ(client.read_reply(), whole);
  EXPECT_GE(pieces(client), body.size()) << "or more, see SocketClient";
}

}  // namespace
}  // namespace krm::test

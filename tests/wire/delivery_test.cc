// How a reply travels when it is told to take its time: delays, stalls and drips, as the client
// sees them and as the report tells them.
#include <gtest/gtest.h>

#include <chrono>
#include <string>

#include "tests/wire/deliveries.h"
#include "tests/wire/delivery_fixture.h"

namespace krm::test {
namespace {

using namespace std::chrono_literals;

class Plain : public DeliveryTest {};
class Delay : public DeliveryTest {};
class Stall : public DeliveryTest {};
class Drip : public DeliveryTest {};

TEST_F(Plain, SendsAllOfItInOnePiece) {
  SocketClient client = ask({});
  EXPECT_EQ(client.read_reply(), whole);
  EXPECT_EQ(client.pieces_received(), 1u);
  EXPECT_EQ(report(), (Report{Became::complete, whole.size()}));
}

TEST_F(Delay, HoldsTheReplyBack) {
  SocketClient client = ask(delayed(100ms));
  EXPECT_EQ(client.read_reply(), whole);
  EXPECT_GE(elapsed(), 100ms);
  EXPECT_EQ(report(), (Report{Became::complete, whole.size()}));

  client.send(request);
  EXPECT_EQ(client.read_reply(), whole) << "the connection can be used again";
}

TEST_F(Delay, HoldsNobodyElseUpAndEndsWhenTheClientResets) {
  SocketClient slow = ask(delayed(1min));
  SocketClient other = ask({});
  EXPECT_EQ(other.read_reply(), whole);
  EXPECT_EQ(report(), (Report{Became::complete, whole.size()}));
  EXPECT_TRUE(slow.hears_nothing_for(20ms));
  slow.reset();
  EXPECT_EQ(report(), (Report{Became::client_left, 0}));
}

TEST_F(Delay, OfAClientThatOnlyClosedItsSideEndsWithItsReplyAsIfItHadLeft) {
  SocketClient client = ask(delayed(50ms));
  client.finish_sending();
  EXPECT_EQ(client.read_to_end(), (Received{whole, End::fin}));
  EXPECT_EQ(report(), (Report{Became::client_left, whole.size()}));
}

TEST_F(Stall, BeforeTheHeadForATime) {
  SocketClient client = ask(stalled({}, 100ms));
  EXPECT_EQ(client.read_reply(), whole);
  EXPECT_GE(elapsed(), 100ms);
  EXPECT_EQ(report(), (Report{Became::complete, whole.size()}));
}

TEST_F(Stall, BeforeTheHeadUntilTheClientLeaves) {
  SocketClient client = ask(stalled({}, {}));
  EXPECT_TRUE(client.hears_nothing_for(50ms));
  client.close();
  EXPECT_EQ(report(), (Report{Became::client_left, 0}));
}

TEST_F(Stall, AfterTheHead) {
  SocketClient client = ask(stalled(0, {}));
  EXPECT_EQ(client.read_head(), head);
  EXPECT_TRUE(client.hears_nothing_for(50ms));
  client.close();
  EXPECT_EQ(report(), (Report{Became::client_left, head.size()}));
}

TEST_F(Stall, WithinTheBodyForATime) {
  SocketClient client = ask(stalled(10, 100ms));
  EXPECT_EQ(client.read_reply(), whole);
  EXPECT_GE(elapsed(), 100ms);
  EXPECT_EQ(client.pieces_received(), 2u);
  EXPECT_EQ(report(), (Report{Became::complete, whole.size()}));
}

TEST_F(Stall, WithinTheBodyUntilTheClientLeaves) {
  SocketClient client = ask(stalled(10, {}));
  EXPECT_EQ(client.read(head.size() + 10), up_to(10));
  EXPECT_TRUE(client.hears_nothing_for(50ms));
  client.finish_sending();
  EXPECT_EQ(client.read_to_end(), (Received{"", End::fin}));
  EXPECT_EQ(report(), (Report{Became::client_left, head.size() + 10}));
}

TEST_F(Stall, ThatIsTimedEndsEarlyWhenTheClientResets) {
  SocketClient client = ask(stalled(10, 1min));
  EXPECT_EQ(client.read(head.size() + 10), up_to(10));
  client.reset();
  EXPECT_EQ(report(), (Report{Became::client_left, head.size() + 10}));
}

TEST_F(Stall, ComesAfterTheDelay) {
  http::Delivery both = stalled(10, 60ms);
  both.delay = 60ms;
  SocketClient client = ask(both);
  EXPECT_EQ(client.read_reply(), whole);
  EXPECT_GE(elapsed(), 120ms);
  EXPECT_EQ(report(), (Report{Became::complete, whole.size()}));
}

TEST_F(Stall, BeyondTheBodyHoldsTheConnectionBehindIt) {
  SocketClient client = ask(stalled(1000, 100ms));
  EXPECT_EQ(client.read_reply(), whole);
  client.send(request);
  EXPECT_EQ(client.read_reply(), whole);
  EXPECT_GE(elapsed(), 100ms);
}

TEST_F(Drip, SendsPieceByPieceAtItsPace) {
  SocketClient client = ask(dripped(10, 40ms));
  EXPECT_EQ(client.read_reply(), whole);
  EXPECT_GE(elapsed(), 80ms);
  EXPECT_EQ(client.pieces_received(), 3u);
  EXPECT_EQ(report(), (Report{Became::complete, whole.size()}));
}

TEST_F(Drip, EndsWithASmallerPiece) {
  SocketClient client = ask(dripped(7, 10ms));
  EXPECT_EQ(client.read_reply(), whole);
  EXPECT_GE(elapsed(), 40ms);
  EXPECT_EQ(client.pieces_received(), 5u);
}

TEST_F(Drip, OfNoBytesIsOneOfSingleBytes) {
  SocketClient client = ask(dripped(0, 1ms));
  EXPECT_EQ(client.read_reply(), whole);
  EXPECT_GE(client.pieces_received(), body.size()) << "or more, see SocketClient";
}

TEST_F(Drip, OfMoreThanTheBodyIsPlain) {
  SocketClient client = ask(dripped(31, 1min));
  EXPECT_EQ(client.read_reply(), whole);
  EXPECT_EQ(client.pieces_received(), 1u);
  EXPECT_EQ(report(), (Report{Became::complete, whole.size()}));
}

TEST_F(Drip, EndsWhenTheClientResets) {
  SocketClient client = ask(dripped(10, 1min));
  EXPECT_EQ(client.read(head.size() + 10), up_to(10));
  client.reset();
  EXPECT_EQ(report(), (Report{Became::client_left, head.size() + 10}));
}

TEST_F(Drip, IsInterruptedByAStall) {
  http::Delivery both = dripped(10, 1ms);
  both.stall = http::Stall{.after = 15, .time = 50ms};
  SocketClient client = ask(both);
  EXPECT_EQ(client.read_reply(), whole);
  EXPECT_GE(elapsed(), 51ms);
  EXPECT_EQ(client.pieces_received(), 4u);  // 10, 5, 5 and 10 bytes
}

}  // namespace
}  // namespace krm::test

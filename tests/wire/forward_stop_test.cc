// A server that stops while an upstream is asked.
#include <gtest/gtest.h>

#include <chrono>
#include <future>
#include <string>

#include "tests/wire/forwarding.h"

namespace krm::test {
namespace {

using namespace std::chrono_literals;
using SteadyClock = std::chrono::steady_clock;
using Ended = http::DeliveryReport::End;

class ForwardStop : public ForwardTest {
 protected:
  std::future<bool> stop(std::chrono::milliseconds drain) {
    return std::async(std::launch::async,
                      [this, drain] { return forwarding_.server().stop(drain); });
  }
};

TEST_F(ForwardStop, AReplyWithinTheDrainStillArrives) {
  SocketClient idle = forwarding_.connect();
  idle.send("GET /readyz HTTP/1.1\r\nHost: x\r\n\r\n");
  idle.read_reply();  // so it is served
  client_.send(get_);
  Guest guest = peer_.accept();
  guest.read_request();
  auto stopped = stop(long_drain);
  EXPECT_EQ(idle.read_to_end(), (Received{"", End::fin})) << "the stop is under way";
  EXPECT_TRUE(guest.hears_nothing_for(50ms)) << "the upstream is not left alone";
  guest.send(ok_);
  EXPECT_EQ(client_.read_to_end(), (Received{ok_, End::fin}));
  EXPECT_TRUE(stopped.get());
  EXPECT_EQ(forwarding_.reports().next()->end, Ended::complete);
}

TEST_F(ForwardStop, AfterTheDrainNobodyWaitsForAReply) {
  client_.send(get_);
  Guest guest = peer_.accept();
  guest.read_request();
  SocketClient other = forwarding_.connect();
  other.send(get_);
  Guest half = peer_.accept();
  half.read_request();
  half.send("HTTP/1.0 200 OK\r\n\r\nhalf");
  const auto began = SteadyClock::now();
  EXPECT_FALSE(forwarding_.server().stop(50ms));
  EXPECT_LT(SteadyClock::now() - began, 5s);
  EXPECT_EQ(guest.read_to_end(), "");
  EXPECT_EQ(half.read_to_end(), "");
  EXPECT_EQ(client_.read_to_end().end, End::rst);
  EXPECT_EQ(other.read_to_end().end, End::rst);
  EXPECT_EQ(forwarding_.finished(), 2);
  EXPECT_EQ(forwarding_.reports().count(), 2u);
  EXPECT_EQ(forwarding_.reports().next()->end, Ended::stopped);
  EXPECT_EQ(forwarding_.reports().next()->end, Ended::stopped);
}

TEST_F(ForwardStop, AfterTheDrainNobodyWaitsForAConnection) {
  Peer full(0);
  const SocketClient queued(full.port());
  Forwarding forwarding(at(full.port()));
  SocketClient client = forwarding.connect();
  client.send("GET /readyz HTTP/1.1\r\nHost: x\r\n\r\n");
  client.read_reply();  // so it is served
  client.send(get_);
  ASSERT_TRUE(client.wait_until_acknowledged());
  const auto began = SteadyClock::now();
  forwarding.server().stop(100ms);
  EXPECT_LT(SteadyClock::now() - began, 4s);
  EXPECT_EQ(forwarding.finished(), 1);
  EXPECT_EQ(forwarding.reports().count(), 1u);
}

TEST_F(ForwardStop, AConnectionThatIsKeptHoldsNobodyUp) {
  client_.send(get_);
  Guest guest = peer_.accept();
  guest.read_request();
  guest.send(ok_);
  EXPECT_EQ(client_.read_reply(), ok_);
  const auto began = SteadyClock::now();
  EXPECT_TRUE(forwarding_.server().stop(long_drain));
  EXPECT_LT(SteadyClock::now() - began, 5s);
}

TEST(ForwardEnd, AServerCanEndWhileConnectionsAreKept) {
  Peer peer;
  std::optional<Guest> guest;
  {
    const Forwarding forwarding({.host = "127.0.0.1", .port = peer.port()});
    SocketClient client = forwarding.connect();
    client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
    guest.emplace(peer.accept());
    guest->read_request();
    guest->send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
    EXPECT_EQ(client.read_reply(), "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
  }
  EXPECT_EQ(guest->read_to_end(), "");
}

}  // namespace
}  // namespace krm::test

// Replies that end before their Content-Length does, by FIN and by RST, and clients that do not
// wait for the end.
#include <gtest/gtest.h>

#include <chrono>
#include <string>

#include "tests/wire/deliveries.h"
#include "tests/wire/delivery_fixture.h"

namespace krm::test {
namespace {

using namespace std::chrono_literals;
using With = http::Cut::With;

class Cut : public DeliveryTest {};

TEST_F(Cut, ByFinWithinTheBody) {
  SocketClient client = ask(cut(With::fin, 10));
  EXPECT_EQ(client.read_to_end(), (Received{up_to(10), End::fin}));
  client.close();
  EXPECT_EQ(report(), (Report{Became::cut, head.size() + 10}));
}

TEST_F(Cut, ByFinAfterTheHead) {
  SocketClient client = ask(cut(With::fin, 0));
  EXPECT_EQ(client.read_to_end(), (Received{head, End::fin}));
  client.close();
  EXPECT_EQ(report(), (Report{Became::cut, head.size()}));
}

TEST_F(Cut, ByFinBeforeAnything) {
  SocketClient client = ask(cut(With::fin, {}));
  EXPECT_EQ(client.read_to_end(), (Received{"", End::fin}));
  client.close();
  EXPECT_EQ(report(), (Report{Became::cut, 0}));
}

TEST_F(Cut, ByFinBehindTheWholeBody) {
  SocketClient client = ask(cut(With::fin, 1000));
  EXPECT_EQ(client.read_to_end(), (Received{whole, End::fin}));
  client.close();
  EXPECT_EQ(report(), (Report{Became::cut, whole.size()}));
}

TEST_F(Cut, ByFinIsNoResetThoughMoreWasSent) {
  SocketClient client = ask(cut(With::fin, 10));
  client.send(request);
  EXPECT_EQ(client.read_to_end(), (Received{up_to(10), End::fin}));
}

TEST_F(Cut, ByRstWithinTheBody) {
  SocketClient client = ask(cut(With::rst, 10));
  EXPECT_EQ(client.read_to_end(), (Received{up_to(10), End::rst}));
  EXPECT_EQ(report(), (Report{Became::cut, head.size() + 10}));
}

TEST_F(Cut, ByRstAfterTheHead) {
  SocketClient client = ask(cut(With::rst, 0));
  EXPECT_EQ(client.read_to_end(), (Received{head, End::rst}));
  EXPECT_EQ(report(), (Report{Became::cut, head.size()}));
}

TEST_F(Cut, ByRstBeforeAnything) {
  SocketClient client = ask(cut(With::rst, {}));
  EXPECT_EQ(client.read_to_end(), (Received{"", End::rst}));
  EXPECT_EQ(report(), (Report{Became::cut, 0}));
}

TEST_F(Cut, ByRstBehindTheWholeBody) {
  SocketClient client = ask(cut(With::rst, 30));
  EXPECT_EQ(client.read_to_end(), (Received{whole, End::rst}));
  EXPECT_EQ(report(), (Report{Became::cut, whole.size()}));
}

TEST_F(Cut, ComesAfterDelayDripAndStall) {
  http::Delivery all = cut(With::rst, 15);
  all.delay = 30ms;
  all.drip = http::Drip{.bytes = 10, .every = 30ms};
  all.stall = http::Stall{.after = 15, .time = 30ms};
  SocketClient client = ask(all);
  EXPECT_EQ(client.read_to_end(), (Received{up_to(15), End::rst}));
  EXPECT_GE(elapsed(), 90ms);
  EXPECT_EQ(client.pieces_received(), 2u);
  EXPECT_EQ(report(), (Report{Became::cut, head.size() + 15}));
}

TEST_F(Cut, ComesBeforeAStallFurtherOn) {
  http::Delivery both = cut(With::fin, 10);
  both.stall = http::Stall{.after = 20, .time = {}};
  SocketClient client = ask(both);
  EXPECT_EQ(client.read_to_end(), (Received{up_to(10), End::fin}));
}

// A reply that is larger than what the kernel takes in for a client that reads little of it.
class LargeReply : public testing::Test {
 protected:
  static constexpr std::size_t size = std::size_t{16} << 20;

  http::DeliveryReport report() { return script_.next_report().value_or(http::DeliveryReport{}); }

  Script script_{{.status = 200,
                  .headers = {{"Content-Length", std::to_string(size)}},
                  .body = std::string(size, 'x')}};
  Server server_{script_.handler()};
};

TEST_F(LargeReply, ArrivesWhole) {
  SocketClient client = server_.connect();
  client.send("GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  const Received received = client.read_to_end();
  EXPECT_EQ(received.end, End::fin);
  EXPECT_EQ(received.bytes.size(), report().bytes_sent);
  EXPECT_TRUE(received.bytes.ends_with(std::string(size, 'x')));
}

TEST_F(LargeReply, ArrivesUpToTheCutBeforeTheRst) {
  script_.add(cut(With::rst, 1'000'000));
  SocketClient client = server_.connect(4096);  // the server is done long before it has read all
  client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_EQ(client.read_head().substr(0, 15), "HTTP/1.1 200 OK");
  EXPECT_EQ(client.read_to_end(), (Received{std::string(1'000'000, 'x'), End::rst}));
}

TEST_F(LargeReply, IsReportedAsLeftByAClientThatResetsInTheMiddle) {
  SocketClient client = server_.connect(65536);
  client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_EQ(client.read(500'000).size(), 500'000u);
  client.reset();
  const http::DeliveryReport became = report();
  EXPECT_EQ(became.end, http::DeliveryReport::End::client_left);
  EXPECT_GE(became.bytes_sent, 500'000u);
  EXPECT_LT(became.bytes_sent, size);
}

TEST_F(LargeReply, IsReportedAsLeftByAClientThatResetsBetweenDripsWithoutAPause) {
  script_.add(dripped(1000, 0ms));
  SocketClient client = server_.connect(65536);
  client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_EQ(client.read(500'000).size(), 500'000u);
  client.reset();
  const http::DeliveryReport became = report();
  EXPECT_EQ(became.end, http::DeliveryReport::End::client_left);
  EXPECT_GE(became.bytes_sent, 500'000u);
}

}  // namespace
}  // namespace krm::test

// Faults over the replies of another server: what its client sees, and what the other server is
// asked.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <chrono>
#include <optional>
#include <string>

#include "tests/support/peer.h"
#include "tests/support/scenario_world.h"
#include "tests/support/server_fixture.h"
#include "tests/wire/messages.h"

namespace krm::test {
namespace {

using namespace std::chrono_literals;

const std::string encrypt =
    "POST / HTTP/1.1\r\nHost: kms\r\nX-Amz-Target: TrentService.Encrypt\r\n"
    "Content-Type: application/x-amz-json-1.1\r\nContent-Length: 2\r\n\r\n{}";
const std::string head =
    "HTTP/1.1 200 Fine\r\nServer: moto\r\nx-odd:  a%20b\r\nContent-Length: 10\r\n\r\n";
// A field's value has no blanks around it (RFC 9112, 5).
const std::string head_sent_on =
    "HTTP/1.1 200 Fine\r\nServer: moto\r\nx-odd: a%20b\r\nContent-Length: 10\r\n\r\n";
const std::string body = "0123456789";

class ForwardFault : public testing::Test {
 protected:
  void serve(const std::string& faults, const std::string& more = "") {
    server_.emplace(scenario_of(
        fmt::format("upstream: http://127.0.0.1:{}\n{}rules: [{{when: {{operation: Encrypt}}, "
                    "times: 1, do: [{}]}}]",
                    peer_.port(), more, faults)));
  }

  SocketClient ask() {
    SocketClient client = server_->connect();
    client.send(encrypt);
    return client;
  }

  // The other server takes one request, and answers it.
  void answer() {
    Guest guest = peer_.accept();
    EXPECT_TRUE(guest.read_request().ends_with("\r\n\r\n{}"));
    EXPECT_TRUE(guest.send(head + body));
  }

  // A client that meets no fault gets the reply as it is.
  void expect_next_is_whole() {
    SocketClient next = ask();
    answer();
    EXPECT_EQ(next.read_reply(), head_sent_on + body);
  }

  void expect(const std::string& faults, const Received& received) {
    SCOPED_TRACE(faults);
    serve(faults);
    SocketClient client = ask();
    answer();
    EXPECT_EQ(client.read_to_end(), received);
    expect_next_is_whole();
  }

  // The other server is not even called.
  void expect_alone(const std::string& faults, const std::string& begin) {
    SCOPED_TRACE(faults);
    serve(faults + ", header: {Connection-Test: '1'}");
    SocketClient client = ask();
    EXPECT_TRUE(client.read_reply().starts_with(begin));
    EXPECT_FALSE(peer_.is_called_within(20ms));
    expect_next_is_whole();
  }

  Peer peer_;
  std::optional<Server> server_;
};

TEST_F(ForwardFault, TruncateCutsTheReplyOfTheOtherServer) {
  expect("truncate: 4", {head_sent_on + "0123", End::fin});
  expect("truncate: 0", {head_sent_on, End::fin});
}

TEST_F(ForwardFault, ResetComesAfterSoManyBytesOfIt) {
  expect("reset: {after: 4}", {head_sent_on + "0123", End::rst});
}

TEST_F(ForwardFault, ResetBeforeAsksNobody) {
  serve("reset");
  SocketClient client = ask();
  EXPECT_EQ(client.read_to_end(), (Received{"", End::rst}));
  EXPECT_FALSE(peer_.is_called_within(20ms));
  expect_next_is_whole();
}

TEST_F(ForwardFault, CloseAndGarbageAskNobody) {
  serve("close");
  EXPECT_EQ(ask().read_to_end(), (Received{"", End::fin}));
  serve("garbage: {text: odd}");
  EXPECT_EQ(ask().read_to_end(), (Received{"odd", End::fin}));
  EXPECT_FALSE(peer_.is_called_within(20ms));
}

TEST_F(ForwardFault, ErrorsAndRepliesAskNobody) {
  expect_alone("error: KeyUnavailableException", "HTTP/1.1 500 ");
  expect_alone("error: {name: DisabledException, status: 409}", "HTTP/1.1 409 ");
  expect_alone("reply: {status: 404, body: gone}", "HTTP/1.1 404 ");
}

TEST_F(ForwardFault, HeadersAreEditedInTheReply) {
  serve("header: {x-odd: null, Server: mine, X-New: n}");
  SocketClient client = ask();
  answer();
  EXPECT_EQ(client.read_reply(),
            "HTTP/1.1 200 Fine\r\nServer: mine\r\nContent-Length: 10\r\nX-New: n\r\n\r\n" + body);
}

TEST_F(ForwardFault, LatencyCountsFromTheDecision) {
  serve("latency: 1s");
  SocketClient client = ask();
  answer();
  EXPECT_TRUE(client.hears_nothing_for(20ms));
  server_->clock().advance(1s);
  EXPECT_EQ(client.read_reply(), head_sent_on + body);
}

TEST_F(ForwardFault, StallHoldsTheRestBack) {
  serve("stall: {after: 3, for: 1s}");
  SocketClient client = ask();
  answer();
  EXPECT_EQ(client.read(head_sent_on.size() + 3), head_sent_on + "012");
  EXPECT_TRUE(client.hears_nothing_for(20ms));
  server_->clock().advance(1s);
  EXPECT_EQ(client.read(7), "3456789");
}

TEST_F(ForwardFault, DripSendsItInPieces) {
  serve("drip: {bytes: 4, every: 1ms}");
  SocketClient client = ask();
  answer();
  EXPECT_EQ(client.read_reply(), head_sent_on + body);
}

TEST_F(ForwardFault, ThrottleRefusesWithoutAsking) {
  serve("latency: 0s", "throttle: {account: {rate: 1, burst: 1, operations: [Encrypt]}}\n");
  SocketClient first = ask();
  answer();
  EXPECT_EQ(first.read_reply(), head_sent_on + body);
  EXPECT_TRUE(ask().read_reply().starts_with("HTTP/1.1 400 "));
  EXPECT_FALSE(peer_.is_called_within(20ms));
}

TEST_F(ForwardFault, BadSignaturesAreRefusedWithoutAsking) {
  serve("latency: 0s", "auth: strict\n");
  EXPECT_NE(ask().read_reply().find("MissingAuthenticationTokenException"), std::string::npos);
  EXPECT_FALSE(peer_.is_called_within(20ms));
}

}  // namespace
}  // namespace krm::test

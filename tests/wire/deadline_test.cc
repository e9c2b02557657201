// How long a client may take: for a request that it has begun, and before it begins the next.
#include <gtest/gtest.h>

#include <chrono>
#include <string>
#include <string_view>

#include "tests/support/server_fixture.h"
#include "tests/wire/deliveries.h"
#include "tests/wire/messages.h"

namespace krm::test {
namespace {

using namespace std::chrono_literals;
using SteadyClock = std::chrono::steady_clock;

constexpr auto never = std::chrono::minutes(1);

net::ListenerLimits limits(std::chrono::milliseconds request, std::chrono::milliseconds idle) {
  net::ListenerLimits limits;
  limits.connection.request = request;
  limits.connection.idle = idle;
  return limits;
}

Received timed_out(SocketClient& client) {
  Received received = client.read_to_end();
  received.bytes = without_dates(received.bytes);
  return received;
}

const Received too_late{refusal("408 Request Timeout"), End::fin};

TEST(Deadline, OfARequestEndsItUnfinished) {
  const Server server(limits(150ms, never));
  for (const std::size_t size : {std::size_t{1}, std::size_t{20}, request_32.size() - 1}) {
    SocketClient client = server.connect();
    const auto start = SteadyClock::now();
    client.send(request_32.substr(0, size));
    EXPECT_EQ(timed_out(client), too_late) << size;
    EXPECT_GE(SteadyClock::now() - start, 150ms);
  }
}

TEST(Deadline, OfARequestIsNotPutOffByAByteNowAndThen) {
  const Server server(limits(150ms, never));
  SocketClient client = server.connect();
  std::size_t sent = 0;
  do {
    client.send(request_32.substr(sent++, 1));
  } while (sent < request_32.size() && client.hears_nothing_for(20ms));
  EXPECT_LT(sent, request_32.size());
  EXPECT_EQ(timed_out(client), too_late);
}

TEST(Deadline, OfARequestCoversTheBodyThatWasAskedFor) {
  const Server server(limits(150ms, never));
  SocketClient client = server.connect();
  client.send("POST / HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n");
  EXPECT_EQ(client.read_head(), "HTTP/1.1 100 Continue\r\n\r\n");
  EXPECT_EQ(timed_out(client), too_late);
}

TEST(Deadline, OfARequestBeginsWithItsFirstByte) {
  const Server server(limits(200ms, never));
  SocketClient client = server.connect();
  for (int i = 0; i < 2; ++i) {
    ASSERT_TRUE(client.hears_nothing_for(300ms));
    client.send(request_32);
    ASSERT_EQ(client.read_reply(), kms_reply("200 OK", plaintext_32));
  }
}

TEST(Deadline, OfARequestDoesNotRunWhileTheOneBeforeIsAnswered) {
  Script script({.status = 200, .headers = {{"Content-Length", "0"}}, .body = {}});
  script.add(delayed(400ms));
  const Server server(script.handler(), limits(200ms, never));
  SocketClient client = server.connect();
  client.send(request_32 + request_32.substr(0, 30));
  ASSERT_TRUE(script.wait_for_requests(1));
  client.send(request_32.substr(30));
  const std::string reply = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";
  EXPECT_EQ(client.read_reply(), reply);
  EXPECT_EQ(client.read_reply(), reply) << "the whole second request had arrived long before";
}

TEST(Deadline, OfAnIdleConnectionEndsItWithoutAWord) {
  const Server server(limits(never, 150ms));
  const auto start = SteadyClock::now();
  SocketClient fresh = server.connect();
  EXPECT_EQ(fresh.read_to_end(), (Received{"", End::fin}));
  EXPECT_GE(SteadyClock::now() - start, 150ms);

  SocketClient used = server.connect();
  used.send(request_32);
  EXPECT_EQ(used.read_to_end(), (Received{kms_reply("200 OK", plaintext_32), End::fin}));
}

}  // namespace
}  // namespace krm::test

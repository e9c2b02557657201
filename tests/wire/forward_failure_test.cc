// An upstream that does not answer, or not well.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <chrono>
#include <string>
#include <vector>

#include "tests/wire/forwarding.h"

namespace krm::test {
namespace {

using namespace std::chrono_literals;
using SteadyClock = std::chrono::steady_clock;

class ForwardFailure : public ForwardTest {};

TEST_F(ForwardFailure, NobodyListens) {
  const int port = peer_.port();
  peer_.close();
  client_.send(get_);
  EXPECT_EQ(client_.read_reply(), Forwarding::failure("connection refused"));
  http::Upstream by_name = at(port);
  by_name.host = "localhost";
  EXPECT_EQ(Forwarding(by_name).reply_to(get_), Forwarding::failure("connection refused"));
  client_.send(get_);
  EXPECT_EQ(client_.read_reply(), Forwarding::failure("connection refused"));
  EXPECT_EQ(forwarding_.reports().next()->end, http::DeliveryReport::End::complete);
}

TEST_F(ForwardFailure, TheHostDoesNotExist) {
  http::Upstream nowhere = at(1);
  nowhere.host = "no..host";
  EXPECT_EQ(Forwarding(nowhere).reply_to(get_), Forwarding::failure("no such host"));
}

TEST_F(ForwardFailure, ItNeverAnswers) {
  const Forwarding forwarding(at(peer_.port(), 200ms));
  const auto began = SteadyClock::now();
  EXPECT_EQ(forwarding.reply_to(get_), Forwarding::failure("it did not answer within 200 ms"));
  EXPECT_GE(SteadyClock::now() - began, 200ms);
  EXPECT_LT(SteadyClock::now() - began, 5s);
}

TEST_F(ForwardFailure, ItStopsInTheMiddle) {
  const Forwarding forwarding(at(peer_.port(), 1s));
  for (const std::string part :
       {"HTTP/1.1 200 OK\r\nA: 1", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n1"}) {
    SocketClient client = forwarding.connect();
    client.send(get_);
    Guest guest = peer_.accept();
    guest.read_request();
    guest.send(part);
    EXPECT_EQ(client.read_reply(), Forwarding::failure("it did not answer within 1 s"));
    EXPECT_EQ(guest.read_to_end(), "") << "and the connection is closed";
  }
}

TEST_F(ForwardFailure, ItTakesNoMoreOfTheRequest) {
  const Forwarding forwarding(at(peer_.port(), 500ms));
  constexpr std::size_t size = 1 << 20;
  EXPECT_EQ(forwarding.reply_to(
                fmt::format("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: {}\r\n\r\n", size) +
                std::string(size, 'x')),
            Forwarding::failure("it did not answer within 500 ms"));
}

// The queue of who waits to be accepted is full, so the kernel answers nobody else.
TEST_F(ForwardFailure, ItTakesNoConnection) {
  Peer full(0);
  std::vector<SocketClient> queued;
  queued.emplace_back(full.port());
  const Forwarding forwarding(at(full.port(), 300ms));
  EXPECT_EQ(forwarding.reply_to(get_), Forwarding::failure("it took no connection within 300 ms"));
}

TEST_F(ForwardFailure, ItHangsUp) {
  const std::string parts[] = {"", "HTTP/1.1 200 OK\r\n",
                               "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n1",
                               "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n1\r\n"};
  for (const std::string& part : parts) {
    client_.send(get_);
    Guest guest = peer_.accept();
    guest.read_request();
    guest.send(part);
    guest.close();
    EXPECT_EQ(client_.read_reply(), hung_up_) << part;
  }
}

TEST_F(ForwardFailure, ItResetsABodyThatWouldEndWithTheConnection) {
  client_.send(get_);
  Guest guest = peer_.accept();
  guest.read_request();
  guest.send("HTTP/1.0 200 OK\r\n\r\nhalf");
  EXPECT_TRUE(client_.hears_nothing_for(50ms));
  guest.reset();
  EXPECT_EQ(client_.read_reply(), hung_up_);
}

TEST_F(ForwardFailure, ItSpeaksNoHttp) {
  client_.send(get_);
  Guest guest = peer_.accept();
  guest.read_request();
  guest.send("SSH-2.0-OpenSSH_9.2p1\r\n");
  EXPECT_TRUE(client_.read_reply().find("what it sent is no HTTP: ") != std::string::npos);
  EXPECT_EQ(guest.read_to_end(), "");
}

TEST_F(ForwardFailure, ItsHeadIsTooLarge) {
  client_.send(get_);
  Guest guest = peer_.accept();
  guest.read_request();
  guest.send("HTTP/1.1 200 OK\r\nA: " + std::string(65 << 10, 'a') + "\r\n\r\n");
  EXPECT_EQ(client_.read_reply(),
            Forwarding::failure("the head of its reply is larger than 64 KiB"));
}

}  // namespace
}  // namespace krm::test

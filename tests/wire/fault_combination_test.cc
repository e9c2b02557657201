// Faults of several slots in one rule: they are carried out by slot, each as it is alone.
#include <gtest/gtest.h>

#include <chrono>
#include <string>

#include "tests/wire/fault_fixture.h"

namespace krm::test {
namespace {

using namespace std::chrono_literals;

const std::string error = "error: {name: ThrottlingException, message: Slow.}, ";
const std::string error_body = R"({"__type":"ThrottlingException","message":"Slow."})";
const std::string refused = kms_reply("400 Bad Request", error_body);
const std::string refused_head = refused.substr(0, refused.size() - error_body.size());

class ErrorWithFault : public BreakTest {};
class FaultsTogether : public FaultTest {};

TEST_F(ErrorWithFault, TruncateIsCut) {
  expect(error + "truncate: 5", {refused_head + "{\"__t", End::fin}, refused_head.size() + 5);
}

TEST_F(ErrorWithFault, ResetIsBroken) {
  expect(error + "reset", {"", End::rst}, 0);
  expect(error + "reset: {after: 5}", {refused_head + "{\"__t", End::rst}, refused_head.size() + 5);
}

TEST_F(ErrorWithFault, AHeaderIsCutToo) {
  const std::string reply = kms_reply("400 Bad Request", error_body, "x-amz-retry-after: 3000\r\n");
  expect(error + "header: {x-amz-retry-after: 3000}, truncate: 50", {reply, End::fin},
         reply.size());
}

TEST_F(ErrorWithFault, AReplyOfItsOwnIsCutAsWell) {
  const std::string reply =
      "HTTP/1.1 503 Service Unavailable\r\nDate: Tue, 24 Nov 2026 07:15:00 GMT\r\n"
      "Content-Length: 4\r\n\r\nbu";
  expect("reply: {status: 503, body: busy}, reset: {after: 2}", {reply, End::rst}, reply.size());
}

TEST_F(FaultsTogether, AnErrorIsHeldCutIntoPiecesAndBroken) {
  serve(error +
        "latency: 1s, stall: {after: 20, for: 2s}, drip: {bytes: 16, every: 1ms}, "
        "reset: {after: 40}");
  SocketClient client = ask();
  EXPECT_TRUE(hears_nothing(client));
  advance(1s);
  EXPECT_EQ(client.read(refused_head.size() + 20), refused.substr(0, refused_head.size() + 20));
  advance(1'999ms);
  EXPECT_TRUE(hears_nothing(client));
  advance(1ms);
  EXPECT_EQ(client.read_to_end(),
            (Received{refused.substr(refused_head.size() + 20, 20), End::rst}));
  EXPECT_EQ(pieces(client), 4u) << "16, 4, 12 and 8 bytes";
  EXPECT_EQ(report(), (Report{Became::cut, refused_head.size() + 40}));
}

TEST_F(FaultsTogether, AnErrorIsHeldByEachThatHolds) {
  for (const std::string pace :
       {"latency: 1s", "stall: 1s", "latency: 1s, drip: {bytes: 30, every: 1ms}"}) {
    SCOPED_TRACE(pace);
    serve(error + pace);
    SocketClient client = ask();
    EXPECT_TRUE(hears_nothing(client));
    advance(1s);
    EXPECT_EQ(client.read_reply(), refused);
    EXPECT_EQ(report(), (Report{Became::complete, refused.size()}));
  }
  serve(error + "stall");
  SocketClient client = ask();
  EXPECT_TRUE(hears_nothing(client));
  client.close();
  EXPECT_EQ(report(), (Report{Became::client_left, 0}));
}

TEST_F(FaultsTogether, AGrantIsHeldCutIntoPiecesAndTruncated) {
  serve("latency: 1s, stall: {after: 20, for: 2s}, drip: {bytes: 10, every: 1ms}, truncate: 35");
  SocketClient client = ask();
  advance(999ms);
  EXPECT_TRUE(hears_nothing(client));
  advance(1ms);
  EXPECT_EQ(client.read(head.size() + 20), up_to(20));
  advance(1'999ms);
  EXPECT_TRUE(hears_nothing(client));
  advance(1ms);
  EXPECT_EQ(client.read_to_end(), (Received{body.substr(20, 15), End::fin}));
  EXPECT_EQ(pieces(client), 4u) << "10, 10, 10 and 5 bytes";
  client.close();
  EXPECT_EQ(report(), (Report{Became::cut, head.size() + 35}));
}

TEST_F(FaultsTogether, AStallAtThePlaceOfTheCutComesFirst) {
  serve("stall: {after: 10, for: 1s}, reset: {after: 10}");
  SocketClient client = ask();
  EXPECT_EQ(client.read(head.size() + 10), up_to(10));
  EXPECT_TRUE(hears_nothing(client));
  advance(1s);
  EXPECT_EQ(client.read_to_end(), (Received{"", End::rst}));
}

}  // namespace
}  // namespace krm::test

// The faults that break a reply, from the text of a scenario to the bytes and the end that a client
// sees: truncate, reset, close and garbage.
#include <gtest/gtest.h>

#include <string>

#include "tests/wire/fault_fixture.h"

namespace krm::test {
namespace {

class TruncateFault : public BreakTest {};
class ResetFault : public BreakTest {};
class CloseFault : public BreakTest {};
class GarbageFault : public BreakTest {};

TEST_F(TruncateFault, SendsTheHeadAlone) { expect("truncate: 0", {head, End::fin}, head.size()); }

TEST_F(TruncateFault, SendsSoManyBytesUnderTheFullLength) {
  expect("truncate: 1", {up_to(1), End::fin}, head.size() + 1);
  expect("truncate: {after: 59}", {up_to(59), End::fin}, head.size() + 59);
  EXPECT_NE(head.find("\r\nContent-Length: 60\r\n"), std::string::npos);
}

TEST_F(TruncateFault, BehindTheBodyClosesAfterAWholeReply) {
  expect("truncate: 60", {whole, End::fin}, whole.size());
  expect("truncate: 8192", {whole, End::fin}, whole.size());
}

TEST_F(ResetFault, SendsNothingAtAll) {
  expect("reset", {"", End::rst}, 0);
  expect("reset: before", {"", End::rst}, 0);
}

TEST_F(ResetFault, ComesAfterTheHead) {
  expect("reset: {after: 0}", {head, End::rst}, head.size());
}

TEST_F(ResetFault, ComesAfterSoManyBytes) {
  expect("reset: {after: 1}", {up_to(1), End::rst}, head.size() + 1);
  expect("reset: {after: 59}", {up_to(59), End::rst}, head.size() + 59);
}

TEST_F(ResetFault, BehindTheBodyComesAfterAWholeReply) {
  expect("reset: {after: 60}", {whole, End::rst}, whole.size());
  expect("reset: {after: 8192}", {whole, End::rst}, whole.size());
}

TEST_F(ResetFault, ReachesAClientThatHasClosedItsSide) {
  serve("latency: 1s, reset: {after: 10}");
  SocketClient client = ask();
  client.finish_sending();
  advance(std::chrono::seconds(1));
  EXPECT_EQ(client.read_to_end(), (Received{up_to(10), End::rst}));
  EXPECT_EQ(report(), (Report{Became::cut, head.size() + 10}));
}

TEST_F(CloseFault, SendsNothingAtAll) { expect("close", nothing_and_fin, 0); }

TEST_F(CloseFault, IsNoResetThoughMoreWasSent) {
  serve("close");
  SocketClient client = connect();
  ask(client, request + request);
  EXPECT_EQ(client.read_to_end(), nothing_and_fin);
}

TEST_F(GarbageFault, IsTheTextThatIsGiven) {
  expect("garbage: {text: \"not HTTP\\r\\n\\r\\n\"}", {"not HTTP\r\n\r\n", End::fin}, 12);
}

TEST_F(GarbageFault, IsTheBytesThatAreGiven) {
  expect("garbage: {hex: '00ff0d0a'}", {std::string("\0\xff\r\n", 4), End::fin}, 4);
}

TEST_F(GarbageFault, IsOfChanceElse) {
  // The draws "garbage 1" to "garbage 63" of the rule "drill" for request 0 under seed 42.
  const std::string drawn(
      "\x00\xaf\xf3\x88\x82\x4c\xdc\x0d\x75\x22\x00\x34\xa8\xf4\xdd\x12"
      "\x4b\x5f\xc0\xa9\xee\xaf\xc4\xe2\xf2\xdb\xf7\x84\x31\x27\xd4\x99"
      "\x1a\x53\x1b\x49\xde\x9e\xaa\xef\xae\xdc\x1b\x6f\x99\xd6\xdf\x2d"
      "\xa7\xc0\x23\xf3\x5e\x2c\x9f\x58\x29\x96\x01\x8d\x8a\xc5\x5d\x19",
      64);
  expect("garbage", {drawn, End::fin}, 64);
}

TEST_F(GarbageFault, IsCutLikeAnyReply) {
  expect("garbage: {text: not HTTP}, truncate: 3", {"not", End::fin}, 3);
  expect("garbage: {text: not HTTP}, reset: {after: 3}", {"not", End::rst}, 3);
  expect("garbage: {text: not HTTP}, reset", {"", End::rst}, 0);
}

}  // namespace
}  // namespace krm::test

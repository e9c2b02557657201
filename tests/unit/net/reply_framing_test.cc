#include "net/reply_framing.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

namespace krm::net {
namespace {

using namespace std::string_literals;

enum class Asked { with_get, with_head };
enum class Then { stays, ends };

// What becomes of a reply's bytes.
struct Outcome {
  std::optional<http::HttpReply> reply;
  std::string why;  // it was refused
  bool can_go_on = false;

  bool operator==(const Outcome&) const = default;
};

Outcome outcome_of(const std::string& bytes, std::size_t piece, Asked asked, Then then,
                   const FramingLimits& limits) {
  ReplyFraming framing(asked == Asked::with_head, limits);
  Outcome outcome;
  const auto look = [&] {
    ReplyFraming::Step step = framing.next();
    if (auto* reply = std::get_if<http::HttpReply>(&step)) outcome.reply = std::move(*reply);
    if (auto* refused = std::get_if<ReplyFraming::Refusal>(&step)) outcome.why = refused->why;
    return outcome.reply.has_value() || !outcome.why.empty();
  };
  bool is_over = false;
  for (std::size_t at = 0; at < bytes.size() && !is_over; at += piece) {
    const auto next = std::string_view(bytes).substr(at, piece);
    framing.feed(next);
    is_over = look();
    if (next.size() < piece) break;
  }
  if (!is_over && then == Then::ends) {
    framing.end();
    look();
  }
  if (outcome.reply) outcome.can_go_on = framing.can_go_on();
  return outcome;
}

// In one piece. In pieces of one byte the same must come out, but for what stands behind a reply.
Outcome outcome_of(const std::string& bytes, Asked asked = Asked::with_get, Then then = Then::stays,
                   const FramingLimits& limits = reply_limits) {
  const Outcome whole = outcome_of(bytes, bytes.size() + 1, asked, then, limits);
  const Outcome slowly = outcome_of(bytes, 1, asked, then, limits);
  EXPECT_EQ(slowly.reply, whole.reply) << bytes;
  EXPECT_EQ(slowly.why.empty(), whole.why.empty()) << bytes << slowly.why << whole.why;
  return whole;
}

http::HttpReply reply_of(const std::string& bytes, Asked asked = Asked::with_get,
                         Then then = Then::stays) {
  const Outcome got = outcome_of(bytes, asked, then);
  EXPECT_EQ(got.why, "");
  EXPECT_TRUE(got.reply) << bytes;
  return got.reply.value_or(http::HttpReply{});
}

TEST(ReplyFraming, KeepsReasonFieldsAndTheirOrderAsTheyStood) {
  EXPECT_EQ(
      reply_of("HTTP/1.1 404 No such  key: \xc3\xa9\r\nx-AMZ-id: 1\r\nA:\r\nB:  two  words \r\n"
               "A: 2\r\nContent-Length: 2\r\n\r\n{}"),
      (http::HttpReply{.status = 404,
                       .headers = {{"x-AMZ-id", "1"},
                                   {"A", ""},
                                   {"B", "two  words"},
                                   {"A", "2"},
                                   {"Content-Length", "2"}},
                       .body = "{}",
                       .reason = "No such  key: \xc3\xa9"}));
}

TEST(ReplyFraming, TakesAReplyWithoutAReasonAndAnyStatus) {
  EXPECT_EQ(reply_of("HTTP/1.1 799 \r\nContent-Length: 0\r\n\r\n").reason, "");
  EXPECT_EQ(reply_of("HTTP/1.1 799 \r\nContent-Length: 0\r\n\r\n").status, 799);
}

TEST(ReplyFraming, TakesLongValuesAndManyFields) {
  const std::string value(20'000, 'v');
  std::string head = "HTTP/1.1 200 OK\r\nLong: " + value + "\r\n";
  for (int i = 0; i < 500; ++i) head += "Set-Cookie: " + std::to_string(i) + "\r\n";
  const auto reply = reply_of(head + "Content-Length: 0\r\n\r\n");
  ASSERT_EQ(reply.headers.size(), 502u);
  EXPECT_EQ(reply.headers.front().value, value);
  EXPECT_EQ(reply.headers[500].value, "499");
}

TEST(ReplyFraming, DropsHopByHopFields) {
  EXPECT_EQ(reply_of("HTTP/1.1 200 OK\r\nConnection: keep-alive, X-Hop\r\nKeep-Alive: timeout=5\r\n"
                     "X-Hop: 1\r\nUpgrade: h2c\r\nVia: 1.1 other\r\nContent-Length: 0\r\n\r\n")
                .headers,
            (http::Headers{{"Via", "1.1 other"}, {"Content-Length", "0"}}));
}

TEST(ReplyFraming, GivesAChunkedBodyItsLength) {
  EXPECT_EQ(reply_of("HTTP/1.1 200 OK\r\nTransfer-Encoding: Chunked\r\nA: 1\r\n\r\n"
                     "3;name=\"quoted\"\r\nabc\r\n0A\r\n0123456789\r\n0\r\nTrailer: 1\r\n\r\n"),
            (http::HttpReply{.status = 200,
                             .headers = {{"A", "1"}, {"Content-Length", "13"}},
                             .body = "abc0123456789",
                             .reason = "OK"}));
  EXPECT_EQ(reply_of("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n").headers,
            (http::Headers{{"Content-Length", "0"}}));
}

TEST(ReplyFraming, TakesABodyThatEndsWithTheConnection) {
  const std::string head = "HTTP/1.0 200 OK\r\nA: 1\r\n\r\n";
  EXPECT_EQ(outcome_of(head + "abc").reply, std::nullopt);
  const Outcome got = outcome_of(head + "abc", Asked::with_get, Then::ends);
  EXPECT_EQ(got.reply, (http::HttpReply{.status = 200,
                                        .headers = {{"A", "1"}, {"Content-Length", "3"}},
                                        .body = "abc",
                                        .reason = "OK"}));
  EXPECT_FALSE(got.can_go_on);
  EXPECT_EQ(reply_of(head, Asked::with_get, Then::ends).body, "");
  EXPECT_EQ(reply_of("HTTP/1.1 200 OK\r\n\r\nabc", Asked::with_get, Then::ends).body, "abc");
}

TEST(ReplyFraming, SkipsInterimReplies) {
  const auto plain = reply_of("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n1");
  EXPECT_EQ(reply_of("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n"
                     "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n1"),
            plain);
  EXPECT_EQ(outcome_of("HTTP/1.1 100 Continue\r\n\r\n", Asked::with_get, Then::ends).why, hung_up);
}

TEST(ReplyFraming, BoundsInterimRepliesAsOneHead) {
  std::string bytes;
  while (bytes.size() <= 64 << 10) bytes += "HTTP/1.1 102 Processing\r\n\r\n";
  EXPECT_EQ(outcome_of(bytes).why, "the head of its reply is larger than 64 KiB");
}

TEST(ReplyFraming, KnowsWhichRepliesHaveNoBody) {
  const std::string length = "\r\nContent-Length: 5\r\n\r\n";
  for (const std::string status : {"204 No Content", "304 Not Modified"}) {
    const auto reply = reply_of("HTTP/1.1 " + status + length);
    EXPECT_EQ(reply.body, "");
    EXPECT_EQ(reply.headers, (http::Headers{{"Content-Length", "5"}}));
    EXPECT_TRUE(reply_of("HTTP/1.1 " + status + "\r\n\r\n").headers.empty());
  }
  const auto to_head = reply_of("HTTP/1.1 200 OK" + length, Asked::with_head);
  EXPECT_EQ(to_head.body, "");
  EXPECT_EQ(to_head.headers, (http::Headers{{"Content-Length", "5"}}));
  EXPECT_TRUE(reply_of("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", Asked::with_head)
                  .headers.empty());
  EXPECT_TRUE(reply_of("HTTP/1.1 200 OK\r\n\r\n", Asked::with_head).headers.empty());
}

TEST(ReplyFraming, TakesAHeadReplyOfAnyLength) {
  EXPECT_EQ(
      reply_of("HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n", Asked::with_head).headers,
      (http::Headers{{"Content-Length", "99999999999"}}));
}

TEST(ReplyFraming, TellsWhetherTheConnectionCanGoOn) {
  const auto goes_on = [](const std::string& version, const std::string& more,
                          const std::string& behind = "") {
    const Outcome got =
        outcome_of(version + " 200 OK\r\n" + more + "Content-Length: 1\r\n\r\n1" + behind, 999,
                   Asked::with_get, Then::stays, reply_limits);
    EXPECT_TRUE(got.reply);
    return got.can_go_on;
  };
  EXPECT_TRUE(goes_on("HTTP/1.1", ""));
  EXPECT_TRUE(goes_on("HTTP/1.1", "Connection: Keep-Alive\r\n"));
  EXPECT_FALSE(goes_on("HTTP/1.1", "Connection: CLOSE\r\n"));
  EXPECT_FALSE(goes_on("HTTP/1.1", "Connection: x, close\r\n"));
  EXPECT_FALSE(goes_on("HTTP/1.0", ""));
  EXPECT_TRUE(goes_on("HTTP/1.0", "Connection: keep-alive\r\n"));
  EXPECT_FALSE(goes_on("HTTP/1.1", "", "2"));
  EXPECT_TRUE(outcome_of("HTTP/1.1 204 \r\n\r\n").can_go_on);
}

TEST(ReplyFraming, RefusesWhatIsNoReplyOrCouldBeReadAsTwo) {
  const std::string ok = "HTTP/1.1 200 OK\r\n";
  const std::string chunked = "Transfer-Encoding: chunked\r\n";
  const std::string cases[] = {
      "\r\n" + ok + "\r\n",
      "SSH-2.0-OpenSSH_9.2\r\n",
      "HTTP/2 200 OK\r\n\r\n",
      "HTTP/1.2 200 OK\r\n\r\n",
      "http/1.1 200 OK\r\n\r\n",
      "ICY 200 OK\r\n\r\n",
      "HTTP/1.1 20 OK\r\n\r\n",
      "HTTP/1.1 2000 OK\r\n\r\n",
      "HTTP/1.1  200 OK\r\n\r\n",
      "HTTP/1.1 099 Low\r\n\r\n",
      "HTTP/1.1 101 Switching Protocols\r\n\r\n",
      "HTTP/1.1 200 O\rK\r\n\r\n",
      "HTTP/1.1 200 OK\n\r\n",
      ok + "A: b\r\n c\r\n\r\n",
      ok + "A: b\r\n\tContent-Length: 2\r\n\r\n",
      ok + " A: b\r\n\r\n",
      ok + "A : b\r\n\r\n",
      ok + ": b\r\n\r\n",
      ok + "no colon\r\n\r\n",
      ok + "A: b\0\r\n\r\n"s,
      ok + "A: b\rc\r\n\r\n",
      ok + "A: b\nC: d\r\n\r\n",
      ok + chunked + "Content-Length: 5\r\n\r\n",
      ok + "Content-Length: 5\r\n" + chunked + "\r\n",
      ok + "Content-Length: 1\r\nContent-Length: 2\r\n\r\nab",
      ok + "Content-Length: 1, 2\r\n\r\nab",
      ok + "Content-Length: -1\r\n\r\nab",
      ok + "Content-Length: 2x\r\n\r\nab",
      ok + "Content-Length:\r\n\r\nab",
      ok + "Transfer-Encoding: gzip\r\n\r\n",
      ok + "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
      ok + "Transfer-Encoding: identity\r\n\r\n",
      ok + chunked + chunked + "\r\n0\r\n\r\n",
      "HTTP/1.0 200 OK\r\n" + chunked + "\r\n0\r\n\r\n",
      ok + chunked + "\r\n-2\r\nab\r\n0\r\n\r\n",
      ok + chunked + "\r\n2\r\nabc\r\n0\r\n\r\n",
      ok + chunked + "\r\n2\nab\r\n0\r\n\r\n",
      ok + chunked + "\r\n2;a=\"\n\"\r\nab\r\n0\r\n\r\n",
      ok + chunked + "\r\n0\r\nA: b\r\n c\r\n\r\n",
      ok + chunked + "\r\n0\r\nContent-Length: 3\r\n\r\n",
  };
  for (const std::string& bytes : cases) {
    const Outcome got = outcome_of(bytes + "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
    EXPECT_EQ(got.reply, std::nullopt) << bytes;
    EXPECT_TRUE(got.why.starts_with("what it sent is no HTTP: ")) << bytes << got.why;
  }
}

TEST(ReplyFraming, SaysWhatIsSpokenWhereTlsIs) {
  for (const std::string& bytes : {"\x15\x03\x03\x00\x02\x02\x28"s, "\x16\x03\x01"s}) {
    EXPECT_EQ(outcome_of(bytes).why,
              "what it sent is no HTTP: TLS, where plain HTTP is spoken: use an https URL");
  }
}

TEST(ReplyFraming, SaysThatTheReplyIsNotWhole) {
  const std::string cases[] = {"",
                               "HTT",
                               "HTTP/1.1 200 OK\r\n",
                               "HTTP/1.1 200 OK\r\nA: b\r\n",
                               "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\na",
                               "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
                               "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n",
                               "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n"};
  for (const std::string& bytes : cases) {
    EXPECT_EQ(outcome_of(bytes), Outcome{}) << bytes;
    EXPECT_EQ(outcome_of(bytes, Asked::with_get, Then::ends), (Outcome{{}, std::string(hung_up)}))
        << bytes;
  }
}

TEST(ReplyFraming, BoundsTheHead) {
  const auto head = [](std::size_t size) {
    std::string text = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nA: ";
    return text + std::string(size - text.size() - 4, 'v') + "\r\n\r\n";
  };
  EXPECT_TRUE(outcome_of(head(64 << 10)).reply);
  EXPECT_EQ(outcome_of(head((64 << 10) + 1)).why, "the head of its reply is larger than 64 KiB");
  EXPECT_EQ(outcome_of("HTTP/1.1 200 " + std::string(65 << 10, 'r')).why,
            "the head of its reply is larger than 64 KiB");
  const FramingLimits small{.head = 100, .body = 10, .chunked_wire = 50};
  EXPECT_EQ(outcome_of(head(101), Asked::with_get, Then::stays, small).why,
            "the head of its reply is larger than 100 bytes");
}

TEST(ReplyFraming, BoundsTheBodyHoweverItsLengthIsTold) {
  const FramingLimits small{.head = 512, .body = 2 << 10, .chunked_wire = 3 << 10};
  const auto got = [&](const std::string& bytes) {
    return outcome_of(bytes, Asked::with_get, Then::ends, small);
  };
  const std::string ok = "HTTP/1.1 200 OK\r\n";
  const std::string most(2 << 10, 'x');
  const std::string too_large = "its reply is larger than 2 KiB";
  EXPECT_TRUE(got(ok + "Content-Length: 2048\r\n\r\n" + most).reply);
  EXPECT_EQ(got(ok + "Content-Length: 2049\r\n\r\n").why, too_large);
  EXPECT_TRUE(got(ok + "\r\n" + most).reply);
  EXPECT_EQ(got(ok + "\r\n" + most + "x").why, too_large);
  const std::string chunked = ok + "Transfer-Encoding: chunked\r\n\r\n";
  EXPECT_TRUE(got(chunked + "800\r\n" + most + "\r\n0\r\n\r\n").reply);
  EXPECT_EQ(got(chunked + "800\r\n" + most + "\r\n1\r\nx\r\n0\r\n\r\n").why, too_large);
  EXPECT_EQ(got(chunked + "801\r\n").why, too_large);
  std::string tiny = chunked;
  for (int i = 0; i < 600; ++i) tiny += "1\r\nx\r\n";
  EXPECT_EQ(got(tiny + "0\r\n\r\n").why, too_large) << "its chunks take more than 3 KiB";
}

TEST(ReplyFraming, AllowsSixteenMebibytes) {
  EXPECT_EQ(reply_limits.body, std::size_t{16} << 20);
  const Outcome got = outcome_of("HTTP/1.1 200 OK\r\nContent-Length: 16777217\r\n\r\n",
                                 Asked::with_get, Then::stays);
  EXPECT_EQ(got.why, "its reply is larger than 16 MiB");
}

// Linear in its size, where starting again each time would take a hundred thousand times as long.
TEST(ReplyFraming, KeepsItsPlaceInABodyOfTinyChunks) {
  std::string bytes = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
  for (int i = 0; i < 100'000; ++i) bytes += "1\r\nx\r\n";
  const Outcome got =
      outcome_of(bytes + "0\r\n\r\n", 3, Asked::with_get, Then::stays, reply_limits);
  ASSERT_TRUE(got.reply);
  EXPECT_EQ(got.reply->body, std::string(100'000, 'x'));
}

}  // namespace
}  // namespace krm::net

#include "net/framing.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstring>
#include <string>
#include <vector>

namespace krm::net {
namespace {

using namespace std::string_literals;

// Feeds a framing and writes down what it says: one letter a step, and the requests.
class Fed {
 public:
  explicit Fed(const std::string& bytes, std::size_t piece = std::string::npos,
               FramingLimits limits = {})
      : framing_(limits) {
    feed(bytes, piece);
  }

  void feed(const std::string& bytes, std::size_t piece = std::string::npos) {
    for (std::size_t at = 0; at < bytes.size() && !refused();) {
      const auto next = std::string_view(bytes).substr(at, piece);
      framing_.feed(next);
      at += next.size();
      drain();
    }
  }

  bool refused() const { return refusal.status != 0; }
  bool mid_message() const { return framing_.mid_message(); }

  std::vector<http::HttpRequest> requests;
  int continues = 0;
  Framing::Refusal refusal{0, ""};

 private:
  void drain() {
    for (;;) {
      Framing::Step step = framing_.next();
      if (std::holds_alternative<Framing::NeedMore>(step)) return;
      if (std::holds_alternative<Framing::SendContinue>(step)) {
        ++continues;
      } else if (auto* refused = std::get_if<Framing::Refusal>(&step)) {
        refusal = *refused;
        return;
      } else {
        requests.push_back(std::get<http::HttpRequest>(std::move(step)));
      }
    }
  }

  Framing framing_;
};

const std::string post = "POST / HTTP/1.1\r\nHost: h\r\n";

// One whole request, fed in one piece and byte by byte.
http::HttpRequest only(const std::string& bytes) {
  Fed fed(bytes);
  EXPECT_EQ(fed.refusal.why, "");
  EXPECT_EQ(fed.requests.size(), 1u);
  EXPECT_FALSE(fed.mid_message());
  const Fed slowly(bytes, 1);
  EXPECT_EQ(slowly.requests, fed.requests);
  return fed.requests.empty() ? http::HttpRequest{} : fed.requests.front();
}

TEST(Framing, KeepsTargetFieldsAndTheirOrderAsTheyStood) {
  const auto request = only(
      "POST /a%20b?c=%41 HTTP/1.1\r\nHost: h\r\nx-AMZ-date: 1\r\nA:\r\nB:  two  words \r\nA: 2\r\n"
      "Content-Length: 2\r\n\r\n{}");
  EXPECT_EQ(request, (http::HttpRequest{.method = "POST",
                                        .target = "/a%20b?c=%41",
                                        .version = http::Version::http_1_1,
                                        .headers = {{"Host", "h"},
                                                    {"x-AMZ-date", "1"},
                                                    {"A", ""},
                                                    {"B", "two  words"},
                                                    {"A", "2"},
                                                    {"Content-Length", "2"}},
                                        .body = "{}",
                                        .keep_alive = true}));
}

TEST(Framing, TakesAPostWithoutALengthForAnEmptyBody) { EXPECT_EQ(only(post + "\r\n").body, ""); }

TEST(Framing, TakesBodiesOfGet) {
  EXPECT_EQ(only("GET / HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\nabc").body, "abc");
}

TEST(Framing, TakesChunksWithExtensionsAndDropsTrailers) {
  const auto request = only(post +
                            "Transfer-Encoding: Chunked\r\n\r\n"
                            "3;name=value;other=\"quoted \\\" text\"\r\nabc\r\n0A\r\n0123456789\r\n"
                            "0;last\r\nX-Amz-Target: Evil\r\nHost: other\r\n\r\n");
  EXPECT_EQ(request.body, "abc0123456789");
  EXPECT_EQ(request.headers, (http::Headers{{"Host", "h"}, {"Transfer-Encoding", "Chunked"}}));
  EXPECT_TRUE(request.keep_alive);
}

TEST(Framing, TakesAnEmptyChunkedBody) {
  EXPECT_EQ(only(post + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n").body, "");
}

// RFC 9112, 2.2. Some old clients end a body with a line break that no length counts.
TEST(Framing, SkipsEmptyLinesBeforeARequest) {
  const auto plain = only(post + "Content-Length: 2\r\n\r\nab");
  EXPECT_EQ(only("\r\n" + post + "Content-Length: 2\r\n\r\nab"), plain);
  const std::string one = post + "Content-Length: 2\r\n\r\nab\r\n\r\n";
  for (const std::size_t piece : {std::string::npos, std::size_t{1}}) {
    const Fed fed(one + one, piece);
    EXPECT_EQ(fed.refusal.why, "");
    EXPECT_EQ(fed.requests, (std::vector{plain, plain}));
    EXPECT_FALSE(fed.mid_message());
  }
}

TEST(Framing, SkipsNothingElseBeforeARequest) {
  for (const char* before : {"\n", "\r", "\r\r\n", " ", "\r\n\n", "x\r\n"}) {
    EXPECT_EQ(Fed(before + post + "\r\n").refusal.status, 400) << before;
  }
}

TEST(Framing, SkipsOnlyAFewEmptyLines) {
  std::string lines;
  for (int i = 0; i < 8; ++i) lines += "\r\n";
  EXPECT_EQ(Fed(lines + post + "\r\n").requests.size(), 1u);
  EXPECT_EQ(Fed(lines + "\r\n" + post + "\r\n").refusal.status, 400);
  Fed dripped(lines, 1);
  EXPECT_FALSE(dripped.refused());
  dripped.feed("\r", 1);
  EXPECT_TRUE(dripped.mid_message()) << "so its time runs";
}

TEST(Framing, SaysWhatToChangeToAClientThatSpeaksSomethingElse) {
  const std::pair<std::string, std::string> cases[] = {
      {"\x16\x03\x01",
       "TLS, where plain HTTP is spoken: use an http URL, or serve with --tls auto"},
      {"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
       "HTTP/2, where HTTP/1.1 is spoken: turn HTTP/2 by prior knowledge off in the client"},
      {"PROXY TCP4 192.0.2.1 192.0.2.2 1 2\r\n" + post + "\r\n",
       "the PROXY protocol, where HTTP is spoken: turn it off in the proxy"},
      {std::string("\r\n\r\n\0\r\nQUIT\n\x21\x11\0\x0c", 16) + std::string(12, '\x7f') + post +
           "\r\n",
       "the PROXY protocol, where HTTP is spoken: turn it off in the proxy"},
  };
  for (const auto& [bytes, why] : cases) {
    for (const std::size_t piece : {std::string::npos, std::size_t{1}}) {
      const Fed fed(bytes, piece);
      EXPECT_EQ(fed.refusal.status, 400);
      EXPECT_EQ(fed.refusal.why, why);
    }
  }
}

TEST(Framing, ReadsPipelinedRequestsOneByOne) {
  const std::string one = post + "Content-Length: 1\r\n\r\n1";
  const std::string two = post + "Transfer-Encoding: chunked\r\n\r\n1\r\n2\r\n0\r\n\r\n";
  const std::string three = "GET /3 HTTP/1.1\r\nHost: h\r\n\r\n";
  for (const std::size_t piece : {std::string::npos, std::size_t{1}, std::size_t{7}}) {
    const Fed fed(one + two + three + "POST", piece);
    ASSERT_EQ(fed.requests.size(), 3u);
    EXPECT_EQ(fed.requests[0].body, "1");
    EXPECT_EQ(fed.requests[1].body, "2");
    EXPECT_EQ(fed.requests[2].target, "/3");
    EXPECT_TRUE(fed.mid_message());
  }
}

TEST(Framing, KnowsWhoWantsToStay) {
  const auto stays = [](const std::string& version, const std::string& connection) {
    return only("GET / " + version + "\r\nHost: h\r\n" + connection + "\r\n").keep_alive;
  };
  EXPECT_TRUE(stays("HTTP/1.1", ""));
  EXPECT_TRUE(stays("HTTP/1.1", "Connection: keep-alive\r\n"));
  EXPECT_FALSE(stays("HTTP/1.1", "Connection: CLOSE\r\n"));
  EXPECT_FALSE(stays("HTTP/1.1", "Connection: te, close\r\n"));
  EXPECT_FALSE(stays("HTTP/1.0", ""));
  EXPECT_TRUE(stays("HTTP/1.0", "Connection: Keep-Alive\r\n"));
  EXPECT_FALSE(only("GET / HTTP/1.0\r\n\r\n").keep_alive);
}

TEST(Framing, AsksForABodyThatWaitsForPermission) {
  const std::string head = post + "Content-Length: 2\r\nExpect: 100-CONTINUE\r\n\r\n";
  Fed fed(head);
  EXPECT_EQ(fed.continues, 1);
  fed.feed("{");
  fed.feed("}");
  EXPECT_EQ(fed.continues, 1);
  ASSERT_EQ(fed.requests.size(), 1u);
  EXPECT_EQ(fed.requests[0].body, "{}");
  EXPECT_EQ(Fed(head + "{").continues, 0);
  EXPECT_EQ(Fed(head + "{}").continues, 0);
  EXPECT_EQ(Fed(post + "Content-Length: 0\r\nExpect: 100-continue\r\n\r\n").continues, 0);
  EXPECT_EQ(Fed(post + "Content-Length: 2\r\nExpect: something\r\n\r\n").continues, 0);
  EXPECT_EQ(Fed("POST / HTTP/1.0\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n").continues,
            0);
  EXPECT_EQ(Fed(post + "Transfer-Encoding: chunked\r\nExpect: 100-continue\r\n\r\n").continues, 1);
}

TEST(Framing, RefusesEveryShapeThatCouldBeReadAsTwoMessages) {
  const std::string chunked = "Transfer-Encoding: chunked\r\n";
  const std::string cases[] = {
      post + "Content-Length: 5\r\n" + chunked + "\r\n0\r\n\r\n",
      post + chunked + "Content-Length: 5\r\n\r\n0\r\n\r\n",
      post + "Content-Length: 1\r\nContent-Length: 2\r\n\r\nab",
      post + "Content-Length: 1, 2\r\n\r\nab",
      post + "Content-Length: +2\r\n\r\nab",
      post + "Content-Length: 2x\r\n\r\nab",
      post + "Content-Length: -1\r\n\r\nab",
      post + "Content-Length: 0x2\r\n\r\nab",
      post + "Content-Length:\r\n\r\nab",
      post + "Content-Length: 18446744073709551617\r\n\r\na",
      post + "Transfer-Encoding: gzip\r\n\r\n",
      post + "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
      post + "Transfer-Encoding: chunked, gzip\r\n\r\n0\r\n\r\n",
      post + "Transfer-Encoding: chunked, chunked\r\n\r\n0\r\n\r\n",
      post + chunked + chunked + "\r\n0\r\n\r\n",
      post + "Transfer-Encoding: identity\r\n\r\n",
      post + "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
      post + "Transfer-Encoding: \"chunked\"\r\n\r\n0\r\n\r\n",
      post + "Transfer-Encoding:\r\n\r\n",
      post + "Transfer-Encoding: chunked;q=1\r\n\r\n0\r\n\r\n",
      "POST / HTTP/1.0\r\n" + chunked + "\r\n0\r\n\r\n",
      post + "Content-Length : 2\r\n\r\nab",
      post + " Content-Length: 2\r\n\r\nab",
      "POST / HTTP/1.1\r\nHost : h\r\n\r\n",
      "POST / HTTP/1.1\nHost: h\r\n\r\n",
      "POST / HTTP/1.1\r\nHost: h\n\r\n",
      "POST / HTTP/1.1\r\nHost: h\r\n\n",
      post + "A: b\rc\r\n\r\n",
      post + "A: b\n c\r\n\r\n",
      post + "A: b\r\n c\r\n\r\n",
      post + "A: b\r\n\tContent-Length: 2\r\n\r\n",
      post + "A: b\0\r\n\r\n"s,
      post + "A\0: b\r\n\r\n"s,
      post + "\r\x01",
      post + "Host: h\r\n\r\n",
      post + "hOST: other\r\n\r\n",
      post + ": no name\r\n\r\n",
      post + "no colon\r\n\r\n",
      "POST / HTTP/1.1\r\n\r\n",
      "POST / HTTP/2.0\r\nHost: h\r\n\r\n",
      "POST / HTTP/1.2\r\nHost: h\r\n\r\n",
      "POST / HTTP/0.9\r\nHost: h\r\n\r\n",
      "POST / http/1.1\r\nHost: h\r\n\r\n",
      "POST /\r\nHost: h\r\n\r\n",
      "POST  / HTTP/1.1\r\nHost: h\r\n\r\n",
      "POST / x HTTP/1.1\r\nHost: h\r\n\r\n",
      "POST /\t HTTP/1.1\r\nHost: h\r\n\r\n",
      "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
      "\x16\x03\x01\x02",
      post + chunked + "\r\n+2\r\nab\r\n0\r\n\r\n",
      post + chunked + "\r\n0x2\r\nab\r\n0\r\n\r\n",
      post + chunked + "\r\n2 2\r\nab\r\n0\r\n\r\n",
      post + chunked + "\r\n-2\r\nab\r\n0\r\n\r\n",
      post + chunked + "\r\n\r\nab\r\n0\r\n\r\n",
      post + chunked + "\r\n2\nab\r\n0\r\n\r\n",
      post + chunked + "\r\n2\r\nabc\r\n0\r\n\r\n",
      post + chunked + "\r\n2\r\nab\n0\r\n\r\n",
      post + chunked + "\r\n10000000000000002\r\nab\r\n0\r\n\r\n",
      post + chunked + "\r\n2;\r\nab\r\n0\r\n\r\n",
      post + chunked + "\r\n2;a=\"\n\"\r\nab\r\n0\r\n\r\n",
      post + chunked + "\r\n2;a=\"\0\"\r\nab\r\n0\r\n\r\n"s,
      post + chunked + "\r\n2;a=\"\x7f\"\r\nab\r\n0\r\n\r\n",
      post + chunked + "\r\n0;a=\"\n\n\"\r\n\r\n",
      post + chunked + "\r\n0\r\nA: b\r\n c\r\n\r\n",
      post + chunked + "\r\n0\r\nA: b\nC: d\r\n\r\n",
      post + chunked + "\r\n0\r\nContent-Length: 3\r\n\r\n",
      post + chunked + "\r\n0\r\nTransfer-Encoding: chunked\r\n\r\n",
      post + chunked + "\r\n0\r\nno colon\r\n\r\n",
  };
  const std::string behind = "POST / HTTP/1.1\r\nHost: h\r\n\r\n";
  for (const std::string& bytes : cases) {
    for (const std::size_t piece : {std::string::npos, std::size_t{1}}) {
      const Fed fed(bytes + behind, piece);
      EXPECT_EQ(fed.refusal.status, 400) << bytes;
      EXPECT_NE(fed.refusal.why, "") << bytes;
      EXPECT_TRUE(fed.requests.empty()) << bytes;
    }
  }
}

TEST(Framing, BoundsTheHead) {
  const std::string long_value(33 << 10, 'v');
  for (const std::size_t piece : {std::string::npos, std::size_t{1000}}) {
    EXPECT_EQ(Fed(post + "A: " + long_value, piece).refusal.status, 431);
    EXPECT_EQ(Fed("POST /" + long_value, piece).refusal.status, 431);
    EXPECT_EQ(Fed(std::string(33 << 10, 'M'), piece).refusal.status, 431);
    std::string many = post;
    while (many.size() <= 33 << 10) many += "A: b\r\n";
    EXPECT_EQ(Fed(many, piece).refusal.status, 431);
    EXPECT_EQ(Fed(many + "\r\n", piece).refusal.status, 431);
  }
  const std::string fits = post + "A: " + std::string((32 << 10) - 100, 'v') + "\r\n\r\n";
  EXPECT_EQ(Fed(fits).requests.size(), 1u);
  EXPECT_EQ(Fed(fits, 999).requests.size(), 1u);
}

TEST(Framing, BoundsTheBody) {
  constexpr std::size_t most = 1 << 20;
  EXPECT_EQ(Fed(post + "Content-Length: 1048577\r\n\r\n").refusal.status, 413);
  EXPECT_EQ(Fed(post + "Content-Length: 1048577\r\nExpect: 100-continue\r\n\r\n").continues, 0);
  EXPECT_EQ(Fed(post + "Content-Length: 1048576\r\n\r\n" + std::string(most, 'x')).requests.size(),
            1u);
  const std::string chunked = post + "Transfer-Encoding: chunked\r\n\r\n";
  EXPECT_EQ(Fed(chunked + "100001\r\n").refusal.status, 413);
  EXPECT_EQ(
      Fed(chunked + "80000\r\n" + std::string(most / 2, 'x') + "\r\n80001\r\n").refusal.status,
      413);
}

TEST(Framing, BoundsWhatChunksTakeOnTheWire) {
  std::string body = post + "Transfer-Encoding: chunked\r\n\r\n";
  const std::string padded = "1;" + std::string(1000, 'e') + "\r\nx\r\n";
  while (body.size() < 3 << 20) body += padded;
  const Fed fed(body);
  EXPECT_EQ(fed.refusal.status, 413);
}

TEST(Framing, BoundsExtensionsAndTrailers) {
  const std::string chunked = post + "Transfer-Encoding: chunked\r\n\r\n";
  EXPECT_EQ(Fed(chunked + "1;" + std::string(40 << 10, 'e')).refusal.status, 431);
  std::string trailers = chunked + "0\r\n";
  while (trailers.size() < 40 << 10) trailers += "A: b\r\n";
  EXPECT_EQ(Fed(trailers).refusal.status, 431);
}

// Linear in its size: some hundred thousand steps, where starting anew each time would take 10^10.
TEST(Framing, KeepsItsPlaceInABodyOfTinyChunks) {
  std::string bytes = post + "Transfer-Encoding: chunked\r\n\r\n";
  for (int i = 0; i < 100'000; ++i) bytes += "1\r\nx\r\n";
  const Fed fed(bytes + "0\r\n\r\n", 3);
  ASSERT_EQ(fed.requests.size(), 1u);
  EXPECT_EQ(fed.requests[0].body, std::string(100'000, 'x'));
}

}  // namespace
}  // namespace krm::net

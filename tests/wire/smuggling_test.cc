// Messages that two servers could read differently. Each is refused, the connection is closed
// gracefully, and the request that stands behind it is not answered.
#include <gtest/gtest.h>

#include <array>
#include <string>
#include <string_view>

#include "tests/support/server_fixture.h"
#include "tests/wire/messages.h"

namespace krm::test {
namespace {

using std::string_view_literals::operator""sv;

struct Shape {
  std::string_view name;  // letters only
  std::string_view bytes;
};

void PrintTo(const Shape& shape, std::ostream* out) { *out << shape.name; }

constexpr std::array shapes{
    Shape{"LengthThenChunked",
          "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n"
          "0\r\n\r\n"},
    Shape{"ChunkedThenLength",
          "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n"
          "0\r\n\r\n"},
    Shape{"TwoLengths",
          "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{} "},
    Shape{"TwoLengthsThatAgree",
          "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nContent-Length: 2\r\n\r\n{}"},
    Shape{"TwoLengthsThatAgreeInOneLine",
          "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 2, 2\r\n\r\n{}"},
    Shape{"TwoLengthsInOneLine", "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 2, 3\r\n\r\n{} "},
    Shape{"LengthWithPlus", "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: +2\r\n\r\n{}"},
    Shape{"LengthWithLetter", "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 2x\r\n\r\n{}"},
    Shape{"LengthInHexadecimal", "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 0x2\r\n\r\n{}"},
    Shape{"LengthBelowZero", "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n{}"},
    Shape{"LengthEmpty", "POST / HTTP/1.1\r\nHost: x\r\nContent-Length:\r\n\r\n{}"},
    Shape{"LengthBeyondSixtyFourBits",
          "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 18446744073709551618\r\n\r\n{}"},
    Shape{"CodingUnknown", "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: gzip\r\n\r\n"},
    Shape{"CodingBeforeChunked",
          "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n"},
    Shape{"CodingAfterChunked",
          "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked, gzip\r\n\r\n0\r\n\r\n"},
    Shape{"ChunkedTwice",
          "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked, chunked\r\n\r\n0\r\n\r\n"},
    Shape{"ChunkedInTwoLines",
          "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n"
          "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n"},
    Shape{"ChunkedThenIdentity",
          "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n"
          "Transfer-Encoding: identity\r\n\r\n0\r\n\r\n"},
    Shape{"ChunkedWithParameter",
          "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked;q=1\r\n\r\n0\r\n\r\n"},
    Shape{"ChunkedInQuotes",
          "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: \"chunked\"\r\n\r\n0\r\n\r\n"},
    Shape{"ChunkedAfterVerticalTab",
          "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: \vchunked\r\n\r\n0\r\n\r\n"},
    Shape{"CodingIdentity", "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: identity\r\n\r\n"},
    Shape{"CodingEmpty", "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding:\r\n\r\n"},
    Shape{"CodingInHttpOneZero",
          "POST / HTTP/1.0\r\nHost: x\r\nConnection: keep-alive\r\nTransfer-Encoding: chunked\r\n"
          "\r\n0\r\n\r\n"},
    Shape{"BlankBeforeColon", "POST / HTTP/1.1\r\nHost: x\r\nContent-Length : 2\r\n\r\n{}"},
    Shape{"TabBeforeColon", "POST / HTTP/1.1\r\nHost: x\r\nContent-Length\t: 2\r\n\r\n{}"},
    Shape{"BlankBeforeName", "POST / HTTP/1.1\r\n Host: x\r\nContent-Length: 2\r\n\r\n{}"},
    Shape{"NoColon", "POST / HTTP/1.1\r\nHost: x\r\nContent-Length\r\n\r\n"},
    Shape{"NoName", "POST / HTTP/1.1\r\nHost: x\r\n: 2\r\n\r\n"},
    Shape{"LineFeedAfterRequestLine", "POST / HTTP/1.1\nHost: x\r\nContent-Length: 2\r\n\r\n{}"},
    Shape{"LineFeedAfterHeader", "POST / HTTP/1.1\r\nHost: x\nContent-Length: 2\r\n\r\n{}"},
    Shape{"LineFeedInValue", "POST / HTTP/1.1\r\nHost: x\r\nA: b\nContent-Length: 2\r\n\r\n{}"},
    Shape{"LineFeedAtEndOfHead", "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\n{}"},
    Shape{"LineFeedsOnly", "POST / HTTP/1.1\nHost: x\nContent-Length: 2\n\n{}"},
    Shape{"CarriageReturnAfterHeader", "POST / HTTP/1.1\r\nHost: x\rContent-Length: 2\r\n\r\n{}"},
    Shape{"CarriageReturnInValue", "POST / HTTP/1.1\r\nHost: x\r\nA: b\rc\r\n\r\n"},
    Shape{"FoldedField", "POST / HTTP/1.1\r\nHost: x\r\nA: b\r\n c\r\nContent-Length: 2\r\n\r\n{}"},
    Shape{"FoldedByTab", "POST / HTTP/1.1\r\nHost: x\r\nA: b\r\n\tc\r\n\r\n"},
    Shape{"FoldedCoding",
          "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding:\r\n chunked\r\n\r\n0\r\n\r\n"},
    Shape{"TwoHosts", "POST / HTTP/1.1\r\nHost: x\r\nHost: x\r\nContent-Length: 2\r\n\r\n{}"},
    Shape{"NoHost", "POST / HTTP/1.1\r\nContent-Length: 2\r\n\r\n{}"},
    Shape{"NulInValue", "POST / HTTP/1.1\r\nHost: x\r\nA: b\0c\r\n\r\n"sv},
    Shape{"NulInName", "POST / HTTP/1.1\r\nHost: x\r\nA\0: b\r\n\r\n"sv},
    Shape{"NulInTarget", "POST /\0 HTTP/1.1\r\nHost: x\r\n\r\n"sv},
    Shape{"BlankInTarget", "POST / a HTTP/1.1\r\nHost: x\r\n\r\n"},
    Shape{"VersionTwo", "POST / HTTP/2.0\r\nHost: x\r\n\r\n"},
    Shape{"VersionZeroNine", "POST /\r\nHost: x\r\n\r\n"},
    Shape{"VersionInLowerCase", "POST / http/1.1\r\nHost: x\r\n\r\n"},
    Shape{"ChunkSizeWithPlus",
          "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
          "+2\r\n{}\r\n0\r\n\r\n"},
    Shape{"ChunkSizeBelowZero",
          "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
          "-2\r\n{}\r\n0\r\n\r\n"},
    Shape{"ChunkSizeWithPrefix",
          "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
          "0x2\r\n{}\r\n0\r\n\r\n"},
    Shape{"ChunkSizeInTwo",
          "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
          "2 2\r\n{}\r\n0\r\n\r\n"},
    Shape{"ChunkSizeEmpty",
          "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
          "\r\n{}\r\n0\r\n\r\n"},
    Shape{"ChunkSizeNoNumber",
          "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
          "g\r\n{}\r\n0\r\n\r\n"},
    Shape{"ChunkSizeBeyondSixtyFourBits",
          "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
          "10000000000000002\r\n{}\r\n0\r\n\r\n"},
    Shape{"ChunkSizeThenLineFeed",
          "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
          "2\n{}\r\n0\r\n\r\n"},
    Shape{"LineFeedInChunkExtension",
          "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
          "2;a=\"\n\"\r\n{}\r\n0\r\n\r\n"},
    Shape{"CarriageReturnInChunkExtension",
          "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
          "2;a=\"\r\"\r\n{}\r\n0\r\n\r\n"},
    Shape{"LineFeedAfterTrailer",
          "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
          "2\r\n{}\r\n0\r\nA: b\nB: c\r\n\r\n"},
    Shape{"FoldedTrailer",
          "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
          "2\r\n{}\r\n0\r\nA: b\r\n c\r\n\r\n"},
    Shape{"BlankBeforeColonOfTrailer",
          "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
          "2\r\n{}\r\n0\r\nA : b\r\n\r\n"},
    Shape{"ChunkLongerThanSaid",
          "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
          "2\r\n{} \r\n0\r\n\r\n"},
    Shape{"ChunkThenLineFeed",
          "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
          "2\r\n{}\n0\r\n\r\n"},
};

class Smuggling : public testing::TestWithParam<Shape> {
 protected:
  Received everything_after(std::string_view bytes) {
    SocketClient client = server_.connect();
    client.send(bytes);
    Received received = client.read_to_end();
    received.bytes = without_dates(received.bytes);
    return received;
  }

  Server server_;
  const Received refused_{refusal("400 Bad Request"), End::fin};
};

TEST_P(Smuggling, IsRefused) { EXPECT_EQ(everything_after(GetParam().bytes), refused_); }

TEST_P(Smuggling, LeavesWhatStandsBehindItUnanswered) {
  EXPECT_EQ(everything_after(std::string(GetParam().bytes) +
                             generate_random_bytes(R"({"NumberOfBytes":32})")),
            refused_);
}

// More than the server takes in at once: closing with input unread would reset the connection.
TEST_P(Smuggling, IsNoResetForWhoeverGoesOnSending) {
  EXPECT_EQ(everything_after(std::string(GetParam().bytes) + std::string(100'000, 'x')), refused_);
}

TEST_P(Smuggling, IsSeenThroughBehindAGoodRequest) {
  const Received received =
      everything_after(generate_random_bytes(R"({"NumberOfBytes":32})") +
                       std::string(GetParam().bytes) + generate_random_bytes(""));
  EXPECT_EQ(received, (Received{without_dates(kms_reply("200 OK", plaintext_32)) + refused_.bytes,
                                End::fin}));
}

INSTANTIATE_TEST_SUITE_P(Shapes, Smuggling, testing::ValuesIn(shapes),
                         [](const auto& shape) { return std::string(shape.param.name); });

}  // namespace
}  // namespace krm::test

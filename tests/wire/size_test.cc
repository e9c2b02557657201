// How much a request may be: what is allowed is handled in no time, what is more is refused, and
// neither is read for ever.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <chrono>
#include <string>
#include <string_view>

#include "tests/support/server_fixture.h"
#include "tests/wire/messages.h"

namespace krm::test {
namespace {

using namespace std::chrono_literals;
using SteadyClock = std::chrono::steady_clock;

constexpr std::size_t mebibyte = std::size_t{1} << 20;

std::string padded(std::size_t size) {
  return std::string(size - body_32.size(), ' ').append(body_32);
}

std::string in_chunks(std::string_view body, std::size_t piece, std::string_view extensions = "") {
  std::string bytes =
      fmt::format("POST / HTTP/1.1\r\nHost: x\r\n{}{}Transfer-Encoding: chunked\r\n\r\n",
                  target_header, type_header);
  for (std::size_t at = 0; at < body.size(); at += piece) {
    const std::string_view chunk = body.substr(at, piece);
    bytes += fmt::format("{:x}{}\r\n{}\r\n", chunk.size(), extensions, chunk);
  }
  return bytes + "0\r\n\r\n";
}

std::string extension(std::size_t size) {
  std::string text(size, 'e');
  text.front() = ';';
  return text;
}

std::string with_headers(std::size_t count, std::size_t size) {
  std::string headers;
  for (std::size_t i = 0; i < count; ++i) {
    headers += fmt::format("A{}: {}\r\n", i, std::string(size, 'a'));
  }
  return generate_random_bytes(body_32, headers);
}

class Size : public testing::Test {
 protected:
  // In pieces, so that the server sees it grow.
  void send(std::string_view bytes, std::size_t piece = 4000) {
    for (std::size_t at = 0; at < bytes.size(); at += piece) {
      if (!client_.send(bytes.substr(at, piece))) return;
    }
  }

  Received refused() {
    Received received = client_.read_to_end();
    received.bytes = without_dates(received.bytes);
    return received;
  }

  Server server_;
  SocketClient client_ = server_.connect();
  const std::string granted_ = kms_reply("200 OK", plaintext_32);
  const Received too_large_{refusal("413 Payload Too Large"), End::fin};
  const Received head_too_large_{refusal("431 Request Header Fields Too Large"), End::fin};
};

TEST_F(Size, OfAnAttestationDocumentIsFine) {
  const std::string document(349528, 'A');  // 262,144 bytes in base64, less the padding
  send(generate_random_bytes(fmt::format(
      R"({{"NumberOfBytes":32,"Recipient":{{"KeyEncryptionAlgorithm":"RSAES_OAEP_SHA_256",)"
      R"("AttestationDocument":"{}"}}}})",
      document.substr(0, 349524))));
  EXPECT_EQ(client_.read_reply(),
            kms_reply("400 Bad Request",
                      R"({"__type":"ValidationException","message":"The attestation document is )"
                      R"(not accepted (COSE): it has bytes behind its end."})"));
}

TEST_F(Size, OfOneMebibyteIsTheLast) {
  send(generate_random_bytes(padded(mebibyte)));
  EXPECT_EQ(client_.read_reply(), granted_);
  send(in_chunks(padded(mebibyte), 10000));
  EXPECT_EQ(client_.read_reply(), granted_);
  send(generate_random_bytes(padded(mebibyte + 1)));
  EXPECT_EQ(refused(), too_large_);
}

TEST_F(Size, ThatIsOnlyAnnouncedIsRefusedAtOnce) {
  client_.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1048577\r\n\r\n");
  EXPECT_EQ(refused(), too_large_);
}

TEST_F(Size, OfChunksTogetherIsLimited) {
  send(in_chunks(padded(mebibyte + 1), 10000));
  EXPECT_EQ(refused(), too_large_);
}

TEST_F(Size, OfOneHugeChunkIsRefusedAtItsSize) {
  client_.send(
      "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n7fffffffffffffff\r\n");
  EXPECT_EQ(refused(), too_large_);
}

TEST_F(Size, OfTheChunkedCodingItselfIsLimited) {
  // 360,000 bytes of body in 2.16 million on the wire
  send(in_chunks(padded(360'000), 1));
  EXPECT_EQ(refused(), too_large_);
}

TEST_F(Size, OfChunkExtensionsIsLimited) {
  send(in_chunks(padded(1'100), 10, extension(20'000)));  // 2.2 million bytes
  EXPECT_EQ(refused(), too_large_);
}

TEST_F(Size, OfOneChunkExtensionIsLimited) {
  send(in_chunks(padded(20), 20, extension(100'000)));
  EXPECT_EQ(refused(), head_too_large_);
}

TEST_F(Size, OfTrailersIsLimited) {
  std::string request = in_chunks(padded(20), 20);
  request.resize(request.size() - 2);
  for (int i = 0; i < 1000; ++i) request += fmt::format("T{}: {}\r\n", i, std::string(100, 't'));
  send(request + "\r\n");
  EXPECT_EQ(refused(), head_too_large_);
}

TEST_F(Size, OfAHeadOfManyHeadersIsLimited) {
  send(with_headers(300, 100));  // 32,200 bytes
  EXPECT_EQ(client_.read_reply(), granted_);
  send(with_headers(400, 100));
  EXPECT_EQ(refused(), head_too_large_);
}

TEST_F(Size, OfAHeadHasAnExactLimit) {
  const std::size_t other = with_headers(1, 0).size() - body_32.size();
  const std::string longest = with_headers(1, 32 * 1024 - other);
  send(longest);
  EXPECT_EQ(client_.read_reply(), granted_);
  send(longest, longest.size());
  EXPECT_EQ(client_.read_reply(), granted_);
  send(with_headers(1, 32 * 1024 - other + 1), longest.size() + 1);
  EXPECT_EQ(refused(), head_too_large_);
}

TEST_F(Size, OfAHeadWithOneHugeHeaderIsLimited) {
  send(with_headers(1, 32'000));
  EXPECT_EQ(client_.read_reply(), granted_);
  send(with_headers(1, 100'000));
  EXPECT_EQ(refused(), head_too_large_);
}

TEST_F(Size, OfAHeadThatNeverEndsIsLimited) {
  send(std::string("POST / HTTP/1.1\r\nHost: x\r\nA: ") + std::string(33'000, 'a'), 100);
  EXPECT_EQ(refused(), head_too_large_);
}

TEST_F(Size, OfATargetIsLimitedAsTheHeadIs) {
  send("GET /" + std::string(20'000, 'a') + " HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_EQ(client_.read_reply().substr(0, 22), "HTTP/1.1 403 Forbidden");
  send("GET /" + std::string(33'000, 'a') + " HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_EQ(refused(), head_too_large_);
}

TEST_F(Size, OfAHundredThousandChunksOfOneByteCostsNoTime) {
  const std::string request = in_chunks(padded(100'000), 1);
  const auto start = SteadyClock::now();
  client_.send(request);
  EXPECT_EQ(client_.read_reply(), granted_);
  EXPECT_LT(SteadyClock::now() - start, 5s);
}

TEST_F(Size, OfAHundredThousandChunksInSmallSegmentsCostsNoTime) {
  const std::string request = in_chunks(padded(100'000), 1);
  const auto start = SteadyClock::now();
  send(request, 60);
  EXPECT_EQ(client_.read_reply(), granted_);
  EXPECT_LT(SteadyClock::now() - start, 10s);
}

}  // namespace
}  // namespace krm::test

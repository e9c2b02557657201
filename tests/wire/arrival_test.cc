// Requests are the same requests however their bytes arrive: one by one, several at once, in
// chunks, or only after the server has said that it wants them.
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

std::string chunked(std::string_view chunks, std::string_view more = target_header) {
  return fmt::format("POST / HTTP/1.1\r\nHost: x\r\n{}{}Transfer-Encoding: chunked\r\n\r\n{}",
                     type_header, more, chunks);
}

class Arrival : public testing::Test {
 protected:
  Server server_;
  SocketClient client_ = server_.connect();
  const std::string granted_ = kms_reply("200 OK", plaintext_32);
  const std::string unknown_operation_ =
      kms_reply("400 Bad Request", R"({"__type":"UnknownOperationException"})");
};

TEST_F(Arrival, ByteByByteIsUnderstood) {
  for (const char byte : generate_random_bytes(body_32)) {
    ASSERT_EQ(client_.end(), End::open);
    client_.send({&byte, 1});
  }
  EXPECT_EQ(client_.read_reply(), granted_);
}

TEST_F(Arrival, ChunksByteByByteAreUnderstood) {
  for (const char byte : chunked("14\r\n{\"NumberOfBytes\":32}\r\n0\r\n\r\n")) {
    client_.send({&byte, 1});
  }
  EXPECT_EQ(client_.read_reply(), granted_);
}

TEST_F(Arrival, ThreeAtOnceAreAnsweredInOrder) {
  client_.send(generate_random_bytes(body_32) + generate_random_bytes("hello") +
               generate_random_bytes(R"({"NumberOfBytes":1})"));
  EXPECT_EQ(client_.read_reply(), granted_);
  EXPECT_EQ(client_.read_reply(),
            kms_reply("400 Bad Request", R"({"__type":"SerializationException"})"));
  EXPECT_EQ(client_.read_reply(), kms_reply("200 OK", R"({"Plaintext":"EA=="})"));
  EXPECT_TRUE(client_.hears_nothing_for(20ms));
}

TEST_F(Arrival, ManyAtOnceWithProbesAndChunksAmongThemAreAnsweredInOrder) {
  std::string requests;
  for (int i = 0; i < 50; ++i) {
    requests += generate_random_bytes(body_32) + "GET /livez HTTP/1.1\r\nHost: x\r\n\r\n" +
                chunked("14\r\n{\"NumberOfBytes\":32}\r\n0\r\n\r\n");
  }
  client_.send(requests);
  for (int i = 0; i < 50; ++i) {
    ASSERT_EQ(client_.read_reply(), granted_);
    ASSERT_NE(client_.read_reply().find(R"({"status":"live")"), std::string::npos);
    ASSERT_EQ(client_.read_reply(), granted_);
  }
}

TEST_F(Arrival, TheBodyOfAGetIsNotTheNextRequest) {
  const std::string inner = generate_random_bytes(R"({"NumberOfBytes":1})");
  client_.send(fmt::format("GET / HTTP/1.1\r\nHost: x\r\nContent-Length: {}\r\n\r\n{}",
                           inner.size(), inner) +
               generate_random_bytes(body_32));
  EXPECT_EQ(client_.read_reply().substr(0, 22), "HTTP/1.1 403 Forbidden");
  EXPECT_EQ(client_.read_reply(), granted_);
  EXPECT_TRUE(client_.hears_nothing_for(20ms));
}

TEST_F(Arrival, TheBodyOfAProbeIsNotTheNextRequest) {
  const std::string inner = generate_random_bytes(R"({"NumberOfBytes":1})");
  client_.send(fmt::format("GET /livez HTTP/1.1\r\nHost: x\r\nContent-Length: {}\r\n\r\n{}",
                           inner.size(), inner) +
               generate_random_bytes(body_32));
  EXPECT_NE(client_.read_reply().find(R"({"status":"live")"), std::string::npos);
  EXPECT_EQ(client_.read_reply(), granted_);
  EXPECT_TRUE(client_.hears_nothing_for(20ms));
}

TEST_F(Arrival, ChunksMayHaveExtensionsAndTrailers) {
  client_.send(chunked("5;name=value;q=\"a;b\"\r\n{\"Num\r\n"
                       "00F ;x\r\nberOfBytes\":32}\r\n"
                       "0;last\r\n"
                       "Checksum: abc\r\nOther: def\r\n\r\n") +
               generate_random_bytes(body_32));
  EXPECT_EQ(client_.read_reply(), granted_);
  EXPECT_EQ(client_.read_reply(), granted_);
}

TEST_F(Arrival, ATargetInATrailerDoesNotCount) {
  client_.send(
      chunked("14\r\n{\"NumberOfBytes\":32}\r\n0\r\nX-Amz-Target: "
              "TrentService.GenerateRandom\r\n\r\n",
              ""));
  EXPECT_EQ(client_.read_reply(), unknown_operation_);
}

TEST_F(Arrival, ATargetInATrailerDoesNotReplaceTheOneInTheHead) {
  client_.send(
      chunked("14\r\n{\"NumberOfBytes\":32}\r\n0\r\nX-Amz-Target: "
              "TrentService.GenerateRandom\r\n\r\n",
              "X-Amz-Target: TrentService.Nothing\r\n"));
  EXPECT_EQ(client_.read_reply(), unknown_operation_);
}

TEST_F(Arrival, ExpectationIsMetBeforeTheBodyIsSent) {
  for (const std::string_view spelling : {"100-continue", "100-CONTINUE", "100-Continue"}) {
    const std::string request =
        generate_random_bytes(body_32, fmt::format("eXPECT: {}\r\n", spelling));
    client_.send(request.substr(0, request.size() - body_32.size()));
    ASSERT_EQ(client_.read_head(), "HTTP/1.1 100 Continue\r\n\r\n");
    client_.send(body_32);
    ASSERT_EQ(client_.read_reply(), granted_);
  }
}

TEST_F(Arrival, ExpectationIsMetForChunksToo) {
  client_.send(
      chunked("", "Expect: 100-continue\r\nX-Amz-Target: TrentService.GenerateRandom\r\n"));
  ASSERT_EQ(client_.read_head(), "HTTP/1.1 100 Continue\r\n\r\n");
  client_.send("14\r\n{\"NumberOfBytes\":32}\r\n0\r\n\r\n");
  EXPECT_EQ(client_.read_reply(), granted_);
}

TEST_F(Arrival, ExpectationIsDroppedWhenTheBodyCameAlong) {
  client_.send(generate_random_bytes(body_32, "Expect: 100-continue\r\n"));
  EXPECT_EQ(client_.read_reply(), granted_);
}

TEST_F(Arrival, ExpectationIsDroppedWhenPartOfTheBodyCameAlong) {
  const std::string request = generate_random_bytes(body_32, "Expect: 100-continue\r\n");
  client_.send(request.substr(0, request.size() - 1));
  EXPECT_TRUE(client_.hears_nothing_for(30ms));
  client_.send(request.substr(request.size() - 1));
  EXPECT_EQ(client_.read_reply(), granted_);

  const std::string in_chunks =
      chunked("14\r\n{\"NumberOfBytes\":32}\r\n0\r\n\r\n",
              "Expect: 100-continue\r\nX-Amz-Target: TrentService.GenerateRandom\r\n");
  const auto after_one_digit = in_chunks.find("14\r\n") + 1;
  client_.send(in_chunks.substr(0, after_one_digit));
  EXPECT_TRUE(client_.hears_nothing_for(30ms));
  client_.send(in_chunks.substr(after_one_digit));
  EXPECT_EQ(client_.read_reply(), granted_);
}

TEST_F(Arrival, ExpectationOfNoBodyIsDropped) {
  client_.send(generate_random_bytes("", "Expect: 100-continue\r\n"));
  EXPECT_EQ(client_.read_reply(),
            kms_reply("400 Bad Request", R"({"__type":"SerializationException"})"));
}

TEST_F(Arrival, ExpectationOfABodyThatIsTooLargeIsNotMet) {
  client_.send(
      "POST / HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 1048577\r\n\r\n");
  Received received = client_.read_to_end();
  received.bytes = without_dates(received.bytes);
  EXPECT_EQ(received, (Received{refusal("413 Payload Too Large"), End::fin}));
}

}  // namespace
}  // namespace krm::test

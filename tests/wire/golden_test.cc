// What KMS answers to GenerateRandom, byte for byte: the whole reply, and each header in its place.
#include <gtest/gtest.h>

#include <array>
#include <string>
#include <string_view>

#include "tests/support/server_fixture.h"
#include "tests/wire/messages.h"

namespace krm::test {
namespace {

class Golden : public testing::Test {
 protected:
  std::string answer_to(std::string_view request) {
    client_.send(request);
    return client_.read_reply();
  }

  Server server_;
  SocketClient client_ = server_.connect();
};

TEST_F(Golden, GrantsThirtyTwoBytes) {
  EXPECT_EQ(answer_to("POST / HTTP/1.1\r\n"
                      "Host: kms.us-east-1.amazonaws.com\r\n"
                      "X-Amz-Target: TrentService.GenerateRandom\r\n"
                      "Content-Type: application/x-amz-json-1.1\r\n"
                      "Content-Length: 20\r\n"
                      "\r\n"
                      "{\"NumberOfBytes\":32}"),
            "HTTP/1.1 200 OK\r\n"
            "x-amzn-RequestId: 00010203-0405-4607-8809-0a0b0c0d0e0f\r\n"
            "Cache-Control: no-cache, no-store, must-revalidate, private\r\n"
            "Expires: 0\r\n"
            "Pragma: no-cache\r\n"
            "Date: Tue, 24 Nov 2026 07:15:00 GMT\r\n"
            "Content-Type: application/x-amz-json-1.1\r\n"
            "Content-Length: 60\r\n"
            "\r\n"
            "{\"Plaintext\":\"EBESExQVFhcYGRobHB0eHyAhIiMkJSYnKCkqKywtLi8=\"}");
}

TEST_F(Golden, RefusesZeroBytes) {
  EXPECT_EQ(
      answer_to("POST / HTTP/1.1\r\n"
                "Host: kms.us-east-1.amazonaws.com\r\n"
                "X-Amz-Target: TrentService.GenerateRandom\r\n"
                "Content-Type: application/x-amz-json-1.1\r\n"
                "Content-Length: 19\r\n"
                "\r\n"
                "{\"NumberOfBytes\":0}"),
      "HTTP/1.1 400 Bad Request\r\n"
      "x-amzn-RequestId: 00010203-0405-4607-8809-0a0b0c0d0e0f\r\n"
      "Cache-Control: no-cache, no-store, must-revalidate, private\r\n"
      "Expires: 0\r\n"
      "Pragma: no-cache\r\n"
      "Date: Tue, 24 Nov 2026 07:15:00 GMT\r\n"
      "Content-Type: application/x-amz-json-1.1\r\n"
      "Content-Length: 182\r\n"
      "\r\n"
      "{\"__type\":\"ValidationException\",\"message\":\"1 validation error detected: Value '0' "
      "at 'numberOfBytes' failed to satisfy constraint: Member must have value greater than "
      "or equal to 1\"}");
}

struct Refused {
  std::string_view why;
  std::string_view body;
  std::string_view reply;
};

constexpr std::array refusals{
    Refused{"an unknown key store", R"({"NumberOfBytes":1,"CustomKeyStoreId":"cks-1"})",
            R"({"__type":"CustomKeyStoreNotFoundException"})"},
    Refused{"no JSON", "hello", R"({"__type":"SerializationException"})"},
    Refused{"no body", "", R"({"__type":"SerializationException"})"},
    Refused{"a wrong type", R"({"NumberOfBytes":"32"})",
            R"({"__type":"SerializationException",)"
            R"("Message":"STRING_VALUE can not be converted to an Integer"})"},
    Refused{"nothing required is there", "{}",
            R"({"__type":"ValidationException","message":"NumberOfBytes is required."})"},
    Refused{"an attestation document that is none",
            R"({"NumberOfBytes":32,"Recipient":{"KeyEncryptionAlgorithm":"RSAES_OAEP_SHA_256",)"
            R"("AttestationDocument":"AAAA"}})",
            R"({"__type":"ValidationException","message":"The attestation document is not )"
            R"(accepted (COSE): it has bytes behind its end."})"},
};

TEST_F(Golden, RefusesWithTheSameHeadersOnOneConnection) {
  for (const Refused& row : refusals) {
    EXPECT_EQ(answer_to(generate_random_bytes(row.body)), kms_reply("400 Bad Request", row.reply))
        << row.why;
  }
}

TEST_F(Golden, SaysWhatBecomesOfOtherOperations) {
  const auto answer = [this](const std::string& target) {
    return answer_to("POST / HTTP/1.1\r\nHost: x\r\nX-Amz-Target: " + target +
                     "\r\nContent-Type: application/x-amz-json-1.1\r\nContent-Length: 2\r\n\r\n{}");
  };
  EXPECT_EQ(answer("TrentService.Encrypt"),
            kms_reply("400 Bad Request",
                      R"({"__type":"UnknownOperationException","message":"kms-random-mock does )"
                      R"(not simulate Encrypt; it answers GenerateRandom, )"
                      R"(DescribeCustomKeyStores, ConnectCustomKeyStore and )"
                      R"(DisconnectCustomKeyStore. --upstream URL sends the rest to an )"
                      R"(emulator."})"));
  EXPECT_EQ(answer("TrentService.Nothing"),
            kms_reply("400 Bad Request", R"({"__type":"UnknownOperationException"})"));
}

TEST_F(Golden, FindsHeadersWhateverTheirCase) {
  EXPECT_EQ(answer_to("POST / HTTP/1.1\r\nhOST: x\r\nx-amz-TARGET: TrentService.GenerateRandom\r\n"
                      "CONTENT-type: Application/X-Amz-Json-1.1; charset=utf-8\r\n"
                      "content-LENGTH: 20\r\n\r\n{\"NumberOfBytes\":32}"),
            kms_reply("200 OK", plaintext_32));
}

TEST_F(Golden, TakesAPostWithoutContentLengthForOneWithoutBody) {
  EXPECT_EQ(answer_to("POST / HTTP/1.1\r\nHost: x\r\nX-Amz-Target: TrentService.GenerateRandom\r\n"
                      "Content-Type: application/x-amz-json-1.1\r\n\r\n"),
            kms_reply("400 Bad Request", R"({"__type":"SerializationException"})"));
}

TEST_F(Golden, SendsAReplyAsOnePiece) {
  answer_to(generate_random_bytes(R"({"NumberOfBytes":1024})"));
  EXPECT_EQ(client_.pieces_received(), 1u);
}

}  // namespace
}  // namespace krm::test

// What the front end answers before anything of KMS is looked at, byte for byte: wrong content
// types, wrong methods, and browsers.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <array>
#include <string>
#include <string_view>

#include "tests/support/server_fixture.h"
#include "tests/wire/messages.h"

namespace krm::test {
namespace {

constexpr std::string_view denied =
    "<AccessDeniedException>\n"
    "  <Message>Unable to determine service/operation name to be authorized</Message>\n"
    "</AccessDeniedException>\n";
constexpr std::string_view token_missing =
    "<MissingAuthenticationTokenException>\n"
    "  <Message>Missing Authentication Token</Message>\n"
    "</MissingAuthenticationTokenException>\n";

// All headers but Content-Type, and a body.
std::string untyped(std::string_view status, std::size_t length, std::string_view body) {
  return fmt::format(
      "HTTP/1.1 {}\r\n"
      "x-amzn-RequestId: 00010203-0405-4607-8809-0a0b0c0d0e0f\r\n"
      "Cache-Control: no-cache, no-store, must-revalidate, private\r\n"
      "Expires: 0\r\n"
      "Pragma: no-cache\r\n"
      "Date: Tue, 24 Nov 2026 07:15:00 GMT\r\n"
      "Content-Length: {}\r\n"
      "\r\n"
      "{}",
      status, length, body);
}

class Dispatch : public testing::Test {
 protected:
  std::string answer_to(std::string_view request) {
    client_.send(request);
    return client_.read_reply();
  }

  std::string answer_to_type(std::string_view header) {
    return answer_to(fmt::format("POST / HTTP/1.1\r\nHost: x\r\n{}{}Content-Length: 2\r\n\r\n{{}}",
                                 target_header, header));
  }

  Server server_;
  SocketClient client_ = server_.connect();
};

TEST_F(Dispatch, AnswersAWrongContentTypeInXml) {
  const std::string reply = untyped("404 Not Found", 29, "<UnknownOperationException/>\n");
  for (const std::string_view header :
       {"", "Content-Type: application/x-amz-json-1.0\r\n", "Content-Type: text/plain\r\n",
        "Content-Type:\r\n", "Content-Type: application/x-amz-json-1.11\r\n"}) {
    EXPECT_EQ(answer_to_type(header), reply) << header;
  }
}

TEST_F(Dispatch, AnswersPlainJsonAsTheDispatcherOfTheFrontEndDoes) {
  EXPECT_EQ(answer_to_type("Content-Type: application/json\r\n"),
            "HTTP/1.1 200 OK\r\n"
            "x-amzn-RequestId: 00010203-0405-4607-8809-0a0b0c0d0e0f\r\n"
            "Cache-Control: no-cache, no-store, must-revalidate, private\r\n"
            "Expires: 0\r\n"
            "Pragma: no-cache\r\n"
            "Date: Tue, 24 Nov 2026 07:15:00 GMT\r\n"
            "Content-Type: application/json\r\n"
            "Content-Length: 90\r\n"
            "\r\n"
            "{\"Output\":{\"__type\":\"com.amazon.coral.service#UnknownOperationException\"},"
            "\"Version\":\"1.0\"}");
}

TEST_F(Dispatch, AsksForSignaturesOfOtherMethods) {
  for (const std::string_view method : {"GET", "PUT", "DELETE", "PATCH", "OPTIONS", "BREW"}) {
    const std::string unsigned_request = fmt::format("{} / HTTP/1.1\r\nHost: x\r\n", method);
    EXPECT_EQ(answer_to(unsigned_request + "\r\n"),
              untyped("403 Forbidden", token_missing.size(), token_missing))
        << method;
    EXPECT_EQ(answer_to(unsigned_request + "Authorization: AWS4-HMAC-SHA256 x\r\n\r\n"),
              untyped("403 Forbidden", denied.size(), denied))
        << method;
  }
}

TEST_F(Dispatch, TakesASignatureInTheQueryForOne) {
  EXPECT_EQ(answer_to("GET /?X-Amz-Algorithm=AWS4-HMAC-SHA256 HTTP/1.1\r\nHost: x\r\n\r\n"),
            untyped("403 Forbidden", denied.size(), denied));
}

TEST_F(Dispatch, SendsNoBodyToHead) {
  client_.send("HEAD / HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_EQ(client_.read_head(), untyped("403 Forbidden", token_missing.size(), ""));
  EXPECT_EQ(answer_to(generate_random_bytes(R"({"NumberOfBytes":32})")),
            kms_reply("200 OK", plaintext_32));
}

TEST_F(Dispatch, AllowsBrowsersWhatTheyAskFor) {
  EXPECT_EQ(answer_to("OPTIONS / HTTP/1.1\r\n"
                      "Host: x\r\n"
                      "Origin: https://example.com\r\n"
                      "Access-Control-Request-Method: POST\r\n"
                      "Access-Control-Request-Headers: content-type,x-amz-target\r\n"
                      "\r\n"),
            "HTTP/1.1 200 OK\r\n"
            "x-amzn-RequestId: 00010203-0405-4607-8809-0a0b0c0d0e0f\r\n"
            "Access-Control-Allow-Origin: *\r\n"
            "Access-Control-Allow-Headers: content-type,x-amz-target\r\n"
            "Access-Control-Allow-Methods: POST\r\n"
            "Access-Control-Max-Age: 172800\r\n"
            "Date: Tue, 24 Nov 2026 07:15:00 GMT\r\n"
            "Content-Length: 0\r\n"
            "\r\n");
}

TEST_F(Dispatch, ExposesHeadersToBrowsers) {
  EXPECT_EQ(answer_to(generate_random_bytes(R"({"NumberOfBytes":32})",
                                            "Origin: https://example.com\r\n")),
            "HTTP/1.1 200 OK\r\n"
            "x-amzn-RequestId: 00010203-0405-4607-8809-0a0b0c0d0e0f\r\n"
            "Access-Control-Allow-Origin: *\r\n"
            "Access-Control-Expose-Headers: x-amzn-RequestId,x-amzn-ErrorType,x-amz-request-id,"
            "x-amz-id-2,x-amzn-ErrorMessage,Date\r\n"
            "Cache-Control: no-cache, no-store, must-revalidate, private\r\n"
            "Expires: 0\r\n"
            "Pragma: no-cache\r\n"
            "Date: Tue, 24 Nov 2026 07:15:00 GMT\r\n"
            "Content-Type: application/x-amz-json-1.1\r\n"
            "Content-Length: 60\r\n"
            "\r\n"
            "{\"Plaintext\":\"EBESExQVFhcYGRobHB0eHyAhIiMkJSYnKCkqKywtLi8=\"}");
}

}  // namespace
}  // namespace krm::test

#include "mock/handle.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "tests/support/counting_entropy.h"
#include "tests/support/log_capture.h"
#include "tests/support/manual_clock.h"
#include "tests/support/requests.h"

namespace krm::mock {
namespace {

using test::generate_random;

class Handle : public testing::Test {
 protected:
  // Head and body, as they would stand on the wire.
  std::string whole_reply(const http::HttpRequest& request) {
    const Case exchange = handle(request, {*entropy_, tenants_, journal_, capture_.log});
    return http::encode_head(exchange.reply) + exchange.reply.body;
  }

  static std::string expected(std::string_view status_line, std::string_view body) {
    return fmt::format(
        "HTTP/1.1 {}\r\n"
        "x-amzn-RequestId: 00010203-0405-4607-8809-0a0b0c0d0e0f\r\n"
        "Cache-Control: no-cache, no-store, must-revalidate, private\r\n"
        "Expires: 0\r\n"
        "Pragma: no-cache\r\n"
        "Date: Tue, 24 Nov 2026 07:15:00 GMT\r\n"
        "Content-Type: application/x-amz-json-1.1\r\n"
        "Content-Length: {}\r\n"
        "\r\n"
        "{}",
        status_line, body.size(), body);
  }

  test::ManualClock clock_;
  test::LogCapture capture_;
  test::CountingEntropy counting_;
  base::Entropy* entropy_ = &counting_;
  Journal journal_;
  Tenants tenants_{clock_, journal_,
                   ActiveScenario(std::make_shared<const scenario::Scenario>(), 42)};
};

TEST_F(Handle, AnswersBytesInCompactJsonWithPaddedBase64) {
  EXPECT_EQ(whole_reply(generate_random(R"({"NumberOfBytes": 4})")),
            expected("200 OK", R"({"Plaintext":"EBESEw=="})"));
  EXPECT_EQ(whole_reply(generate_random(R"({"NumberOfBytes":32})")),
            expected("200 OK", R"({"Plaintext":"EBESExQVFhcYGRobHB0eHyAhIiMkJSYnKCkqKywtLi8="})"));
}

TEST_F(Handle, AnswersErrorsUnderTheSameHeaders) {
  EXPECT_EQ(whole_reply(generate_random("{}")),
            expected("400 Bad Request",
                     R"({"__type":"ValidationException","message":"NumberOfBytes is required."})"));
}

TEST_F(Handle, AnswersADrawThatFails) {
  test::FailingEntropy failing(1);
  entropy_ = &failing;
  EXPECT_EQ(whole_reply(generate_random(R"({"NumberOfBytes":4})")),
            expected("500 Internal Server Error", R"({"__type":"KMSInternalException"})"));
}

TEST_F(Handle, IgnoresThePath) {
  http::HttpRequest request = generate_random(R"({"NumberOfBytes":1})");
  request.target = "/any/path?query=1";
  EXPECT_EQ(whole_reply(request), expected("200 OK", R"({"Plaintext":"EA=="})"));
}

TEST_F(Handle, AnswersDispatcherRepliesWithoutAContentType) {
  const auto request = test::with(generate_random("{}"), "Content-Type", "text/plain");
  const Case exchange = handle(request, {counting_, tenants_, journal_, capture_.log});
  EXPECT_EQ(exchange.reply.status, 404);
  EXPECT_EQ(exchange.reply.body, "<UnknownOperationException/>\n");
  EXPECT_EQ(http::find(exchange.reply.headers, "Content-Type"), nullptr);
}

TEST_F(Handle, AnswersAPreflight) {
  http::HttpRequest request = test::with(generate_random(""), "Origin", "http://localhost:3000");
  request.method = "OPTIONS";
  const Case exchange = handle(request, {counting_, tenants_, journal_, capture_.log});
  EXPECT_EQ(exchange.reply.status, 200);
  EXPECT_EQ(http::find(exchange.reply.headers, "Access-Control-Max-Age")->value, "172800");
  EXPECT_EQ(exchange.reply.body, "");
}

}  // namespace
}  // namespace krm::mock

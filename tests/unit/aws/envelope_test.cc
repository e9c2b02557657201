#include "aws/envelope.h"

#include <gtest/gtest.h>

#include "tests/support/manual_clock.h"
#include "tests/support/requests.h"

namespace krm::aws {
namespace {

using test::generate_random;
using test::with;

const Envelope envelope{"11111111-2222-4333-8444-555555555555", test::ManualClock().wall()};

TEST(RequestId, IsAUuidOfVersion4) {
  std::array<std::uint8_t, 16> random{};
  EXPECT_EQ(request_id(random), "00000000-0000-4000-8000-000000000000");
  random.fill(0xff);
  EXPECT_EQ(request_id(random), "ffffffff-ffff-4fff-bfff-ffffffffffff");
  for (std::size_t i = 0; i < random.size(); ++i) random[i] = static_cast<std::uint8_t>(i * 0x11);
  EXPECT_EQ(request_id(random), "00112233-4455-4677-8899-aabbccddeeff");
}

TEST(Enclose, HasTheHeadersOfKmsInTheirOrder) {
  const http::HttpReply reply = enclose(envelope, generate_random("{}"), 400, json_1_1, "{}");
  const http::HttpReply expected{
      .status = 400,
      .headers = {{"x-amzn-RequestId", "11111111-2222-4333-8444-555555555555"},
                  {"Cache-Control", "no-cache, no-store, must-revalidate, private"},
                  {"Expires", "0"},
                  {"Pragma", "no-cache"},
                  {"Date", "Tue, 24 Nov 2026 07:15:00 GMT"},
                  {"Content-Type", "application/x-amz-json-1.1"},
                  {"Content-Length", "2"}},
      .body = "{}"};
  EXPECT_EQ(reply, expected);
}

TEST(Enclose, LeavesOutAContentTypeThatThereIsNot) {
  const http::HttpReply reply = enclose(envelope, generate_random(""), 404, "", "<x/>\n");
  EXPECT_EQ(http::find(reply.headers, "Content-Type"), nullptr);
  EXPECT_EQ(reply.headers.size(), 6u);
}

TEST(Enclose, TellsABrowserWhatItMayRead) {
  const auto request = with(generate_random("{}"), "Origin", "http://localhost:3000");
  const http::HttpReply reply = enclose(envelope, request, 200, json_1_1, "{}");
  ASSERT_EQ(reply.headers.size(), 9u);
  EXPECT_EQ(reply.headers[1], (http::Header{"Access-Control-Allow-Origin", "*"}));
  EXPECT_EQ(reply.headers[2],
            (http::Header{"Access-Control-Expose-Headers",
                          "x-amzn-RequestId,x-amzn-ErrorType,x-amz-request-id,x-amz-id-2,"
                          "x-amzn-ErrorMessage,Date"}));
}

TEST(Enclose, GivesHeadTheHeadersOfABodyThatIsNotSent) {
  http::HttpRequest request = generate_random("");
  request.method = "HEAD";
  const http::HttpReply reply = enclose(envelope, request, 403, "", "12345");
  EXPECT_EQ(reply.body, "");
  EXPECT_EQ(http::find(reply.headers, "Content-Length")->value, "5");
}

TEST(Preflight, EchoesWhatTheBrowserAsksFor) {
  http::HttpRequest request = with(generate_random(""), "Origin", "http://localhost:3000");
  request.method = "OPTIONS";
  request = with(request, "Access-Control-Request-Headers", "x-amz-target,authorization");
  request = with(request, "Access-Control-Request-Method", "POST");
  const http::HttpReply expected{
      .status = 200,
      .headers = {{"x-amzn-RequestId", "11111111-2222-4333-8444-555555555555"},
                  {"Access-Control-Allow-Origin", "*"},
                  {"Access-Control-Allow-Headers", "x-amz-target,authorization"},
                  {"Access-Control-Allow-Methods", "POST"},
                  {"Access-Control-Max-Age", "172800"},
                  {"Date", "Tue, 24 Nov 2026 07:15:00 GMT"},
                  {"Content-Length", "0"}},
      .body = ""};
  EXPECT_EQ(preflight(envelope, request), expected);
}

TEST(Preflight, EchoesNothingThatWasNotAsked) {
  EXPECT_EQ(preflight(envelope, generate_random("")).headers.size(), 5u);
}

}  // namespace
}  // namespace krm::aws

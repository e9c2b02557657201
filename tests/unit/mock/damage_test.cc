// What faults do to a reply: whole bodies and heads, to the byte.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "http/reply.h"
#include "tests/support/plaintext.h"
#include "tests/support/requests.h"
#include "tests/support/scenario_world.h"

namespace krm::mock {
namespace {

using test::ask_for;
using test::Bytes;
using test::ScenarioWorld;

// The bytes of a first call are 00 01 02 ...
std::string one_rule(std::string_view faults) {
  return fmt::format("entropy: counter\nrules: [{{do: [{}]}}]\n", faults);
}

http::HttpReply reply_to(const http::HttpRequest& request, const std::string& yaml) {
  return ScenarioWorld(yaml).handle(request).reply;
}

// Head and body, as they would stand on the wire.
std::string whole(const http::HttpRequest& request, const std::string& yaml) {
  const http::HttpReply reply = reply_to(request, yaml);
  return http::encode_head(reply) + reply.body;
}

// The body under the faults, once it is sure that Content-Length says how long it is.
std::string body(int number_of_bytes, std::string_view faults) {
  const http::HttpReply reply = reply_to(ask_for(number_of_bytes), one_rule(faults));
  EXPECT_EQ(reply.status, 200);
  EXPECT_EQ(http::find(reply.headers, "Content-Length")->value, std::to_string(reply.body.size()));
  return reply.body;
}

Bytes counter_bytes(std::size_t size) {
  Bytes bytes(size);
  for (std::size_t i = 0; i < size; ++i) bytes[i] = static_cast<std::uint8_t>(i & 0xff);
  return bytes;
}

// --- payload

struct DamageCase {
  std::string_view damage;
  int number_of_bytes;
  std::string_view body;
};

const std::vector<DamageCase> damages = {
    {"{short_by: 1}", 1, R"({"Plaintext":""})"},
    {"{short_by: 1}", 2, R"({"Plaintext":"AA=="})"},
    {"{short_by: 1}", 3, R"({"Plaintext":"AAE="})"},
    {"{short_by: 1}", 32, R"({"Plaintext":"AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHg=="})"},
    {"{short_by: 5}", 1, R"({"Plaintext":""})"},
    {"{short_by: 5}", 2, R"({"Plaintext":""})"},
    {"{short_by: 5}", 3, R"({"Plaintext":""})"},
    {"{short_by: 31}", 32, R"({"Plaintext":"AA=="})"},
    {"{long_by: 2}", 1, R"({"Plaintext":"AAEC"})"},
    {"{long_by: 2}", 2, R"({"Plaintext":"AAECAw=="})"},
    {"{long_by: 2}", 3, R"({"Plaintext":"AAECAwQ="})"},
    {"{long_by: 2}", 32, R"({"Plaintext":"AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8gIQ=="})"},
    {"empty", 1, R"({"Plaintext":""})"},
    {"empty", 2, R"({"Plaintext":""})"},
    {"empty", 3, R"({"Plaintext":""})"},
    {"empty", 32, R"({"Plaintext":""})"},
    {"missing", 1, "{}"},
    {"missing", 2, "{}"},
    {"missing", 3, "{}"},
    {"missing", 32, "{}"},
    {"'null'", 1, R"({"Plaintext":null})"},
    {"'null'", 2, R"({"Plaintext":null})"},
    {"'null'", 3, R"({"Plaintext":null})"},
    {"'null'", 32, R"({"Plaintext":null})"},
    {"bad_base64", 1, R"({"Plaintext":"AA"})"},
    {"bad_base64", 2, R"({"Plaintext":"AAE"})"},
    {"bad_base64", 3, R"({"Plaintext":"AAE"})"},
    {"bad_base64", 32, R"({"Plaintext":"AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8"})"},
    {"wrong_type", 1, R"({"Plaintext":12345})"},
    {"wrong_type", 2, R"({"Plaintext":12345})"},
    {"wrong_type", 3, R"({"Plaintext":12345})"},
    {"wrong_type", 32, R"({"Plaintext":12345})"},
    {"broken_json", 1, R"({"Plaintext":"AA==)"},
    {"broken_json", 2, R"({"Plaintext":"AAE=)"},
    {"broken_json", 3, R"({"Plaintext":"AAEC)"},
    {"broken_json", 32, R"({"Plaintext":"AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=)"},
};

TEST(Payload, IsDamagedToTheByte) {
  for (const DamageCase& one : damages) {
    EXPECT_EQ(body(one.number_of_bytes, fmt::format("payload: {}", one.damage)), one.body)
        << one.damage << ' ' << one.number_of_bytes;
  }
}

TEST(Payload, IsNeverLongerThan4096) {
  EXPECT_EQ(body(1, "payload: {long_by: 4095}"), test::plaintext(counter_bytes(4096)));
  EXPECT_EQ(body(1, "payload: {long_by: 4096}"), test::plaintext(counter_bytes(4096)));
  EXPECT_EQ(body(1024, "payload: {long_by: 3072}"), test::plaintext(counter_bytes(4096)));
  EXPECT_EQ(body(1024, "payload: {long_by: 4096}"), test::plaintext(counter_bytes(4096)));
}

TEST(Payload, IsNeverShorterThanNothing) {
  EXPECT_EQ(body(1024, "payload: {short_by: 1023}"), test::plaintext({0}));
  EXPECT_EQ(body(1024, "payload: {short_by: 1024}"), test::plaintext({}));
  EXPECT_EQ(body(1, "payload: {short_by: 1024}"), test::plaintext({}));
}

TEST(DamagedPayload, GrowsByRepeatingWhatIsFixed) {
  const std::string rule = "\nrules: [{do: [payload: {long_by: 3}]}]";
  ScenarioWorld fixed("entropy: {source: fixed, hex: ['0102030405060708', '11']}" + rule);
  EXPECT_EQ(fixed.handle(test::ask_for(8)).reply.body,
            test::plaintext({1, 2, 3, 4, 5, 6, 7, 8, 1, 2, 3}));
  EXPECT_EQ(fixed.handle(test::ask_for(1)).reply.body, test::plaintext({0x11, 0x11, 0x11, 0x11}));
  ScenarioWorld too_short("entropy: {source: fixed, hex: '0102'}" + rule);
  EXPECT_EQ(too_short.handle(test::ask_for(3)).reply.status, 500)
      << "that is the entry's own fault";
}

TEST(Payload, ThatIsLongerGoesOnInItsOwnStream) {
  ScenarioWorld world("entropy: seeded\nrules: [{times: 1, do: [payload: {long_by: 16}]}]");
  EXPECT_EQ(world.handle(ask_for(32)).reply.body,
            test::plaintext(test::stream(42, "bytes", "", 0, 48)));
  EXPECT_EQ(world.handle(ask_for(32)).reply.body,
            test::plaintext(test::stream(42, "bytes", "", 1, 32)));
}

TEST(Payload, ThatIsLongerIsFilledBySystemEntropyToo) {
  const std::string yaml = "rules: [{do: [payload: {long_by: 2}]}]";
  EXPECT_EQ(reply_to(ask_for(2), yaml).body, test::plaintext({16, 17, 18, 19}))
      << "a CountingEntropy gives the request id 00 to 0f";
}

TEST(Payload, OfOtherBytesIsDamagedAlike) {
  EXPECT_EQ(body(3, "{entropy: zeros}, {payload: {short_by: 1}}"), test::plaintext({0, 0}));
}

TEST(Payload, IsLeftAloneWhereThereIsNone) {
  EXPECT_EQ(reply_to(test::generate_random("{}"), one_rule("payload: missing")).body,
            R"({"__type":"ValidationException","message":"NumberOfBytes is required."})");
}

// --- heads

std::string kms_reply(std::string_view status, std::string_view headers, std::string_view text) {
  return fmt::format(
      "HTTP/1.1 {}\r\n"
      "x-amzn-RequestId: 00010203-0405-4607-8809-0a0b0c0d0e0f\r\n"
      "{}"
      "\r\n"
      "{}",
      status, headers, text);
}

TEST(Header, KeepsItsPlaceWhereItIsSetGoesLastWhereItIsNewAndIsTakenAwayByNull) {
  EXPECT_EQ(whole(ask_for(1),
                  one_rule("header: {content-type: text/plain, Cache-Control: null, PRAGMA: '', "
                           "X-New: a, x-amz-retry-after: 3000}")),
            kms_reply("200 OK",
                      "Expires: 0\r\n"
                      "Pragma: \r\n"
                      "Date: Tue, 24 Nov 2026 07:15:00 GMT\r\n"
                      "Content-Type: text/plain\r\n"
                      "Content-Length: 20\r\n"
                      "X-New: a\r\n"
                      "x-amz-retry-after: 3000\r\n",
                      R"({"Plaintext":"AA=="})"));
}

TEST(Header, MayTakeTheRequestIdAway) {
  EXPECT_EQ(http::find(reply_to(ask_for(1), one_rule("header: {x-amzn-requestid: null}")).headers,
                       "x-amzn-RequestId"),
            nullptr);
}

TEST(Header, ThatIsNotThereIsTakenAwayWithoutAWord) {
  EXPECT_EQ(whole(ask_for(1), one_rule("header: {X-Nothing: null}")),
            whole(ask_for(1), "entropy: counter"));
}

TEST(Header, IsSetOnErrorsAndRepliesToo) {
  for (const std::string outcome : {"{error: KMSInternalException}", "{reply: {status: 500}}"}) {
    const http::HttpReply reply =
        reply_to(ask_for(1), one_rule(outcome + ", {header: {x-amz-retry-after: 3000}}"));
    EXPECT_EQ(reply.status, 500);
    EXPECT_EQ(reply.headers.back(), (http::Header{"x-amz-retry-after", "3000"}));
  }
}

// The Date that a client is told.
std::string date(const std::string& yaml) {
  const http::HttpReply reply = reply_to(ask_for(1), yaml);
  const http::Header* header = http::find(reply.headers, "Date");
  return header == nullptr ? "none" : header->value;
}

TEST(Header, MovesTheDateByATimeWithASign) {
  EXPECT_EQ(date(one_rule("header: {Date: -1h}")), "Tue, 24 Nov 2026 06:15:00 GMT");
  EXPECT_EQ(date(one_rule("header: {Date: +10m}")), "Tue, 24 Nov 2026 07:25:00 GMT");
  EXPECT_EQ(date(one_rule("header: {date: -8h}")), "Mon, 23 Nov 2026 23:15:00 GMT");
}

TEST(Header, SetsTheDateToAnyOtherText) {
  for (const std::string text : {"Thu, 01 Jan 1970 00:00:00 GMT", "now", "-1", "10m", "-", "+"}) {
    EXPECT_EQ(date(one_rule(fmt::format("header: {{Date: '{}'}}", text))), text);
  }
  EXPECT_EQ(date(one_rule("header: {Date: null}")), "none");
}

TEST(Header, WithATimeMovesNoOtherHeader) {
  const http::HttpReply reply = reply_to(ask_for(1), one_rule("header: {Expires: -1h}"));
  EXPECT_EQ(http::find(reply.headers, "Expires")->value, "-1h");
}

TEST(Clock, MovesTheDate) {
  EXPECT_EQ(date("clock: {offset: -1h}"), "Tue, 24 Nov 2026 06:15:00 GMT");
  EXPECT_EQ(date("clock: {offset: 24h}"), "Wed, 25 Nov 2026 07:15:00 GMT");
  EXPECT_EQ(date("clock: {offset: -1h}\n" + one_rule("header: {Date: +10m}")),
            "Tue, 24 Nov 2026 06:25:00 GMT");
  EXPECT_EQ(date("clock: {offset: -1h}\n" + one_rule("reply")), "Tue, 24 Nov 2026 06:15:00 GMT");
}

// --- other outcomes

TEST(Reply, IsWhatItSaysAndDateAndContentLength) {
  EXPECT_EQ(whole(ask_for(1), one_rule("reply: {status: 502, headers: {Content-Type: text/html, "
                                       "Server: proxy}, body: '<h1>Bad Gateway</h1>'}")),
            "HTTP/1.1 502 Bad Gateway\r\n"
            "Content-Type: text/html\r\n"
            "Server: proxy\r\n"
            "Date: Tue, 24 Nov 2026 07:15:00 GMT\r\n"
            "Content-Length: 20\r\n"
            "\r\n"
            "<h1>Bad Gateway</h1>");
}

TEST(Reply, HasItsPlaceholdersFilled) {
  EXPECT_EQ(
      whole(ask_for(1), one_rule("reply: {headers: {x-amzn-RequestId: '${request_id}', X: 5}, "
                                 "body: '${request_id} at ${date}, $${date}'}")),
      "HTTP/1.1 200 OK\r\n"
      "X: 5\r\n"
      "x-amzn-RequestId: 00010203-0405-4607-8809-0a0b0c0d0e0f\r\n"
      "Date: Tue, 24 Nov 2026 07:15:00 GMT\r\n"
      "Content-Length: 78\r\n"
      "\r\n"
      "00010203-0405-4607-8809-0a0b0c0d0e0f at Tue, 24 Nov 2026 07:15:00 GMT, ${date}");
}

TEST(ErrorReply, MayBeNamedByAHeaderAlone) {
  EXPECT_EQ(whole(ask_for(1), one_rule("error: {name: KMSInternalException, as: header}")),
            "HTTP/1.1 500 Internal Server Error\r\n"
            "x-amzn-RequestId: 00010203-0405-4607-8809-0a0b0c0d0e0f\r\n"
            "Cache-Control: no-cache, no-store, must-revalidate, private\r\n"
            "Expires: 0\r\n"
            "Pragma: no-cache\r\n"
            "Date: Tue, 24 Nov 2026 07:15:00 GMT\r\n"
            "Content-Type: application/x-amz-json-1.1\r\n"
            "Content-Length: 2\r\n"
            "x-amzn-ErrorType: KMSInternalException\r\n"
            "\r\n"
            "{}");
}

TEST(Reply, IsEmptyWhereNothingIsSaid) {
  EXPECT_EQ(whole(ask_for(1), one_rule("reply")),
            "HTTP/1.1 200 OK\r\n"
            "Date: Tue, 24 Nov 2026 07:15:00 GMT\r\n"
            "Content-Length: 0\r\n"
            "\r\n");
}

TEST(Reply, KeepsItsOwnDate) {
  EXPECT_EQ(whole(ask_for(1), one_rule("reply: {headers: {date: yesterday}}")),
            "HTTP/1.1 200 OK\r\n"
            "date: yesterday\r\n"
            "Content-Length: 0\r\n"
            "\r\n");
}

TEST(Reply, StandsInForErrorsToo) {
  EXPECT_EQ(reply_to(test::generate_random("{"), one_rule("reply: {body: x}")).body, "x");
}

TEST(Reply, ToHeadHasNoBodyAndItsLength) {
  http::HttpRequest request = ask_for(1);
  request.method = "HEAD";
  EXPECT_EQ(whole(request, one_rule("reply: {status: 503, body: abc}")),
            "HTTP/1.1 503 Service Unavailable\r\n"
            "Date: Tue, 24 Nov 2026 07:15:00 GMT\r\n"
            "Content-Length: 3\r\n"
            "\r\n");
}

TEST(Error, IsThatOfTheCatalogue) {
  const std::string_view text =
      R"({"__type":"ThrottlingException","message":"You have exceeded the rate at which you may )"
      R"(call KMS. Reduce the frequency of your calls."})";
  EXPECT_EQ(whole(ask_for(1), one_rule("error: ThrottlingException")),
            kms_reply("400 Bad Request",
                      fmt::format("Cache-Control: no-cache, no-store, must-revalidate, private\r\n"
                                  "Expires: 0\r\n"
                                  "Pragma: no-cache\r\n"
                                  "Date: Tue, 24 Nov 2026 07:15:00 GMT\r\n"
                                  "Content-Type: application/x-amz-json-1.1\r\n"
                                  "Content-Length: {}\r\n",
                                  text.size()),
                      text));
}

TEST(Error, SaysWhatTheRuleSays) {
  const std::string yaml =
      one_rule("error: {name: ThrottlingException, message: Slow down., status: 503}");
  EXPECT_EQ(whole(ask_for(1), yaml),
            kms_reply("503 Service Unavailable",
                      "Cache-Control: no-cache, no-store, must-revalidate, private\r\n"
                      "Expires: 0\r\n"
                      "Pragma: no-cache\r\n"
                      "Date: Tue, 24 Nov 2026 07:15:00 GMT\r\n"
                      "Content-Type: application/x-amz-json-1.1\r\n"
                      "Content-Length: 55\r\n",
                      R"({"__type":"ThrottlingException","message":"Slow down."})"));
}

TEST(Error, HasItsMessageUnderTheKeyOfItsEntry) {
  EXPECT_EQ(
      reply_to(ask_for(1), one_rule("error: {name: AccessDeniedException, message: No.}")).body,
      R"({"__type":"AccessDeniedException","Message":"No."})");
  EXPECT_EQ(reply_to(ask_for(1), one_rule("error: {name: KMSInternalException, message: ''}")).body,
            R"({"__type":"KMSInternalException","message":""})");
}

TEST(Error, StandsInForAnotherError) {
  EXPECT_EQ(
      reply_to(test::generate_random("{"), one_rule("error: DependencyTimeoutException")).body,
      R"({"__type":"DependencyTimeoutException"})");
}

}  // namespace
}  // namespace krm::mock

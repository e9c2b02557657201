#include "aws/dispatch.h"

#include <gtest/gtest.h>

#include "aws/failure.h"
#include "sigv4/signature.h"
#include "tests/support/requests.h"

namespace krm::aws {
namespace {

using test::generate_random;
using test::with;
using test::without;

constexpr std::string_view target = "TrentService.GenerateRandom";

// What the service would answer to a target that it does not know.
const Error unknown_target(error_named("UnknownOperationException"), {}, "unknown");

tl::expected<JsonValue, Failure> decode_it(const http::HttpRequest& request) {
  const bool is_known = http::value_of(request.headers, "X-Amz-Target") == target;
  return decode(request, is_known ? nullptr : &unknown_target,
                sigv4::read_signature(request).is_there());
}

// "decoded", or the status and body that the request ends in.
std::string decoded(const http::HttpRequest& request) {
  const auto body = decode_it(request);
  if (body) return "decoded";
  if (const auto* error = std::get_if<Error>(&body.error())) {
    return std::to_string(error->entry().status) + " " + error->body();
  }
  if (std::holds_alternative<Preflight>(body.error())) return "preflight";
  const DispatcherEntry& entry = *std::get<DispatcherReply>(body.error()).entry;
  return std::to_string(entry.status) + " " + std::string(entry.body);
}

constexpr const char* unknown = R"(400 {"__type":"UnknownOperationException"})";
constexpr const char* malformed = R"(400 {"__type":"SerializationException"})";
constexpr const char* not_json = "404 <UnknownOperationException/>\n";
constexpr const char* output =
    R"(200 {"Output":{"__type":"com.amazon.coral.service#UnknownOperationException"},"Version":"1.0"})";
constexpr const char* missing =
    "403 <MissingAuthenticationTokenException>\n  <Message>Missing Authentication "
    "Token</Message>\n</MissingAuthenticationTokenException>\n";
constexpr const char* denied =
    "403 <AccessDeniedException>\n  <Message>Unable to determine service/operation name to be "
    "authorized</Message>\n</AccessDeniedException>\n";

TEST(Decode, TakesACallOfTheOperation) { EXPECT_EQ(decoded(generate_random("{}")), "decoded"); }

TEST(Decode, SaysWhatToDoAboutABodyThatIsCompressed) {
  const std::string gzip("\x1f\x8b\x08\0\0\0\0\0", 8);
  const auto why = [](const http::HttpRequest& request) {
    return std::string(why_of(decode_it(request).error()));
  };
  const auto compressed = with(generate_random(gzip), "Content-Encoding", "gzip");
  EXPECT_EQ(decoded(compressed), malformed);
  EXPECT_EQ(why(compressed),
            "Content-Encoding is \"gzip\", and nothing is undone here: send the body as it is");
  EXPECT_EQ(why(with(generate_random(gzip), "Content-Encoding", "identity")),
            "the body begins as gzip does, and nothing is undone here: send the body as it is");
  EXPECT_EQ(why(generate_random(std::string("{\0}", 3))), "the body holds a NUL byte");
  EXPECT_EQ(why(generate_random("")), "the body is empty");
  EXPECT_EQ(decoded(with(generate_random("{}"), "Content-Encoding", "aws-chunked")), "decoded");
}

TEST(Decode, KnowsTheTargetToTheLetter) {
  for (const std::string name :
       {"TrentService.generaterandom", "TrentService.ListKeys", "Kinesis_20131202.ListStreams",
        "GenerateRandom", "trentservice.GenerateRandom", "", " TrentService.GenerateRandom"}) {
    EXPECT_EQ(decoded(with(generate_random("{}"), "X-Amz-Target", name)), unknown) << name;
  }
  EXPECT_EQ(decoded(without(generate_random("{}"), "X-Amz-Target")), unknown);
}

TEST(Decode, LooksAtTheMediaTypeWithoutParametersCaseAndBlanks) {
  for (const std::string type :
       {"application/x-amz-json-1.1; charset=utf-8", "   application/x-amz-json-1.1   ;whatever",
        "Application/X-Amz-JSON-1.1"}) {
    EXPECT_EQ(decoded(with(generate_random("{}"), "Content-Type", type)), "decoded") << type;
  }
  for (const std::string type : {"application/x-amz-json-1.0", "application/x-www-form-urlencoded",
                                 "", "text/plain", "application/x-amz-cbor-1.1"}) {
    EXPECT_EQ(decoded(with(generate_random("{}"), "Content-Type", type)), not_json) << type;
  }
  EXPECT_EQ(decoded(without(generate_random("{}"), "Content-Type")), not_json);
}

TEST(Decode, AnswersPlainJsonAsTheDispatcherDoes) {
  EXPECT_EQ(decoded(with(generate_random("{}"), "Content-Type", "application/json")), output);
  EXPECT_EQ(decoded(with(generate_random("{"), "Content-Type", "application/json; charset=utf-8")),
            output);
}

TEST(Decode, RefusesOtherMethodsBySignature) {
  for (const std::string method : {"GET", "PUT", "DELETE", "HEAD", "PATCH", "OPTIONS", "post"}) {
    http::HttpRequest request = generate_random("{}");
    request.method = method;
    EXPECT_EQ(decoded(request), missing) << method;
    EXPECT_EQ(decoded(with(request, "Authorization", "AWS4-HMAC-SHA256 x")), denied) << method;
    request.target = "/?X-Amz-Algorithm=AWS4-HMAC-SHA256";
    EXPECT_EQ(decoded(request), denied) << method;
  }
}

TEST(Decode, LooksForAnEmptyBodyAfterTheTarget) {
  EXPECT_EQ(decoded(generate_random("")), malformed);
  EXPECT_EQ(decoded(with(generate_random(""), "X-Amz-Target", "x")), unknown);
  EXPECT_EQ(decoded(with(generate_random("{"), "X-Amz-Target", "x")), malformed);
}

TEST(Decode, KnowsAPreflightByItsOrigin) {
  http::HttpRequest request = generate_random("");
  request.method = "OPTIONS";
  EXPECT_EQ(decoded(request), missing);
  request = with(request, "Origin", "http://localhost:3000");
  EXPECT_EQ(decoded(request), "preflight");
  request.method = "GET";
  EXPECT_EQ(decoded(request), missing);
}

TEST(Decode, SaysWhyInPlainWords) {
  const auto why = [](const http::HttpRequest& request) {
    return std::string(why_of(decode_it(request).error()));
  };
  EXPECT_EQ(why(with(generate_random("{}"), "Content-Type", "text/plain")),
            R"(Content-Type is "text/plain", not application/x-amz-json-1.1)");
  EXPECT_EQ(why(without(generate_random("{}"), "X-Amz-Target")), "unknown");
  http::HttpRequest get = generate_random("");
  get.method = "GET";
  EXPECT_EQ(why(get), R"(KMS takes POST only, not "GET")");
}

}  // namespace
}  // namespace krm::aws

// What is forwarded, with what head, and what becomes of the reply: without a socket.
#include "mock/forward.h"

#include <gtest/gtest.h>

#include <string>

#include "mock/request_view.h"
#include "mock/service.h"
#include "tests/support/requests.h"
#include "tests/support/scenario_world.h"

namespace krm::mock {
namespace {

using test::generate_random;
using test::ScenarioWorld;
using test::with;
using test::without;

constexpr const char* to_moto = "upstream: http://moto:5000\n";

http::HttpRequest named(const std::string& operation, std::string body = "{}") {
  return with(generate_random(std::move(body)), "X-Amz-Target", "TrentService." + operation);
}

class Forwarding : public ScenarioWorld {
 public:
  explicit Forwarding(const std::string& yaml = "") : ScenarioWorld(to_moto + yaml) {}

  http::Answer ask(const http::HttpRequest& request) {
    World made = world();
    made.own_name = "me-1";
    return make_service(made, false)(request);
  }

  // "forwarded", or the body of the reply.
  std::string outcome(const http::HttpRequest& request) {
    const http::Answer answer = ask(request);
    return answer.errand ? "forwarded" : answer.reply.body;
  }
};

constexpr const char* no_reply =
    R"({"__type":"ServiceUnavailableException","message":"kms-random-mock got no reply from its )"
    R"(upstream; its log says why"})";

TEST(Forward, SendsEveryOperationThatIsNotAnsweredHere) {
  Forwarding world;
  for (const auto* name : {"Encrypt", "CreateCustomKeyStore", "DescribeCustomKeyStores",
                           "ConnectCustomKeyStore", "DisconnectCustomKeyStore", "NoSuchThing"}) {
    EXPECT_EQ(world.outcome(named(name)), "forwarded") << name;
  }
  EXPECT_EQ(world.outcome(named("Encrypt", "no JSON")), "forwarded");
  EXPECT_EQ(world.outcome(with(named("x"), "X-Amz-Target", "DynamoDB.ListTables")), "forwarded");
  EXPECT_EQ(world.outcome(named("GenerateRandom", "{")), R"({"__type":"SerializationException"})");
  EXPECT_EQ(world.outcome(without(named("x"), "X-Amz-Target")),
            R"({"__type":"UnknownOperationException"})");
}

TEST(Forward, LeavesKeyStoresHereWhereTheScenarioHasSome) {
  Forwarding world("key_stores: {cks-1: {}}");
  for (const auto* name : {"ConnectCustomKeyStore", "DisconnectCustomKeyStore"}) {
    EXPECT_EQ(world.outcome(named(name, R"({"CustomKeyStoreId":"cks-1"})")), "{}") << name;
  }
  EXPECT_EQ(world.outcome(named("UpdateCustomKeyStore")), "forwarded");
}

TEST(Forward, SendsTheHeadAsItCame) {
  Forwarding world;
  http::HttpRequest request = named("Encrypt", "12345");
  request.target = "http://kms.us-east-1.amazonaws.com/a%20b?c=%2f";
  request.headers = {{"hOST", "kms.us-east-1.amazonaws.com"},
                     {"X-Amz-Target", "TrentService.Encrypt"},
                     {"X-Empty", ""},
                     {"Connection", "keep-alive, X-Mine"},
                     {"X-Mine", "1"},
                     {"Transfer-Encoding", "chunked"},
                     {"Expect", "100-continue"},
                     {"x-two", "b"},
                     {"x-two", "a%20\xe9"},
                     {"Via", "1.1 nginx"}};
  const http::Answer answer = world.ask(request);
  ASSERT_TRUE(answer.errand);
  EXPECT_EQ(answer.errand->to->url(), "http://moto:5000");
  EXPECT_EQ(answer.errand->head,
            "POST /a%20b?c=%2f HTTP/1.1\r\nhOST: kms.us-east-1.amazonaws.com\r\n"
            "X-Amz-Target: TrentService.Encrypt\r\nX-Empty: \r\nx-two: b\r\nx-two: a%20\xe9\r\n"
            "Via: 1.1 nginx\r\nContent-Length: 5\r\nVia: 1.1 me-1\r\n\r\n");
}

std::string head_of(Forwarding& world, const http::HttpRequest& request) {
  return world.ask(request).errand->head;
}

TEST(Forward, MendsWhatHttp11DoesNotAllow) {
  Forwarding world;
  http::HttpRequest request = named("Encrypt", "");
  request.headers = {
      {"X-Amz-Target", "TrentService.Encrypt"}, {"Transfer-Encoding", "chunked"}, {"Trailer", "X"}};
  request.target = "http://kms?y";
  EXPECT_EQ(head_of(world, request),
            "POST /?y HTTP/1.1\r\nX-Amz-Target: TrentService.Encrypt\r\nContent-Length: 0\r\n"
            "Host: moto:5000\r\nVia: 1.1 me-1\r\n\r\n");
  request.headers = {{"Host", "h"}, {"X-Amz-Target", "TrentService.Encrypt"}};
  request.method = "GET";
  request.target = "/";
  EXPECT_EQ(head_of(world, request),
            "GET / HTTP/1.1\r\nHost: h\r\nX-Amz-Target: TrentService.Encrypt\r\nVia: 1.1 "
            "me-1\r\n\r\n");
}

TEST(Forward, TellsOfALoop) {
  Forwarding world;
  const http::Answer answer = world.ask(with(named("Encrypt"), "Via", "1.1 me-1"));
  constexpr auto* why = "the request has come from here before: its Via names this server";
  EXPECT_EQ(
      world.capture.text(),
      fmt::format("warning: upstream http://moto:5000: {} (\"Encrypt\" of tenant \"-\", id {})\n",
                  why, http::value_of(answer.reply.headers, "x-amzn-RequestId")));
  const auto part = world.tenants.of("")->journal();
  const RequestView shown = request_view(world.journal.read({&part, 1}).records.back());
  EXPECT_EQ(shown.forwarded->to, "http://moto:5000");
  EXPECT_EQ(shown.forwarded->failure, why);
}

TEST(Forward, RefusesWhatHasComeFromHere) {
  Forwarding world;
  EXPECT_EQ(world.outcome(with(named("Encrypt"), "Via", "1.1 nginx, 1.1 me-1")), no_reply);
  EXPECT_EQ(world.outcome(with(named("Encrypt"), "Via", "1.1 somebody")), "forwarded");
  EXPECT_NE(world.outcome(with(test::ask_for(1), "Via", "1.1 me-1")), no_reply);
}

TEST(Forward, AnswersErrorsThatNameTheOperation) {
  Forwarding world(
      "rules:\n"
      "- {when: {operation: Encrypt}, do: [error: AccessDeniedException]}\n"
      "- {when: {operation: Decrypt, recipient: absent}, do: [error: ValidationException]}\n"
      "- {when: {operation: Sign}, do: [error: {name: ValidationException, message: m}]}\n");
  EXPECT_EQ(world.outcome(named("Encrypt")),
            R"({"__type":"AccessDeniedException","Message":"User: )"
            R"(arn:aws:iam::111122223333:user/alice is not authorized to perform: kms:Encrypt on )"
            R"(resource: * because no identity-based policy allows the kms:Encrypt action"})");
  EXPECT_EQ(world.outcome(named("Decrypt")), R"({"__type":"ValidationException","message":""})");
  EXPECT_EQ(world.outcome(named("Sign")), R"({"__type":"ValidationException","message":"m"})");
}

TEST(Forward, PassesTheReplyOnWithTheFieldsThatRulesEdit) {
  Forwarding world(
      "rules: [{when: {operation: Encrypt}, do: [header: {X-Old: null, X-New: n}, latency: 5ms]}]");
  http::HttpRequest request = named("Encrypt");
  http::Answer answer = world.ask(request);
  ASSERT_TRUE(answer.errand);
  EXPECT_EQ(answer.delivery.delay.count(), 5);
  http::HttpReply reply{.status = 418,
                        .headers = {{"X-Old", "1"}, {"b", ""}, {"A", "2"}},
                        .body = "whatever",
                        .reason = "Odd"};
  const auto back = answer.errand->finish(reply);
  EXPECT_EQ(back, (http::HttpReply{.status = 418,
                                   .headers = {{"b", ""}, {"A", "2"}, {"X-New", "n"}},
                                   .body = "whatever",
                                   .reason = "Odd"}));
}

TEST(Forward, TellsTheClientNothingOfTheHostAndTheLogEverything) {
  Forwarding world;
  http::HttpRequest request = named("Encrypt");
  http::Answer answer = world.ask(request);
  const auto reply = answer.errand->finish(tl::unexpected(std::string("connection refused")));
  EXPECT_EQ(reply.status, 503);
  EXPECT_EQ(reply.body, no_reply);
  EXPECT_EQ(world.capture.text(),
            fmt::format("warning: upstream http://moto:5000: connection refused "
                        "(\"Encrypt\" of tenant \"-\", id {})\n",
                        http::value_of(reply.headers, "x-amzn-RequestId")));
}

// What the journal shows of the one request, once `finish` was given `got`.
std::string record(Forwarding& world, tl::expected<http::HttpReply, std::string> got) {
  http::HttpRequest request = named("Encrypt");
  http::Answer answer = world.ask(request);
  const auto part = world.tenants.of("")->journal();
  const auto view = [&] {
    const auto reading = world.journal.read({&part, 1});
    const RequestView shown = request_view(reading.records.back(), {.rules = true});
    return fmt::format("status {} error {} request {} to {} failure {} ended {}",
                       shown.reply.status.value_or(0), shown.reply.error.value_or("-"),
                       shown.request_id.value_or("-"), shown.forwarded->to,
                       shown.forwarded->failure.value_or("-"), shown.ended.has_value());
  };
  const std::string before = view();
  answer.errand->finish(std::move(got));
  answer.closed({});
  return before + "; " + view();
}

TEST(Forward, IsJournalledBeforeAndAfterTheReply) {
  Forwarding world;
  const std::string before =
      "status 0 error - request - to http://moto:5000 failure - ended false; ";
  EXPECT_EQ(record(world,
                   http::HttpReply{
                       .status = 400,
                       .headers = {{"x-amzn-RequestId", "00010203-0405-4607-8809-0a0b0c0d0e0f"}},
                       .body = R"({"__type":"com.amazonaws.kms#NotFoundException"})"}),
            before +
                "status 400 error NotFoundException request "
                "00010203-0405-4607-8809-0a0b0c0d0e0f to http://moto:5000 failure - ended "
                "true");
  EXPECT_EQ(record(world, http::HttpReply{.status = 200, .headers = {}, .body = "{}"}),
            before + "status 200 error - request - to http://moto:5000 failure - ended true");
  const std::string failed = record(world, tl::unexpected(std::string("it hung up")));
  EXPECT_NE(failed.find("status 503 error ServiceUnavailableException"), std::string::npos);
  EXPECT_TRUE(failed.ends_with("failure it hung up ended true")) << failed;
}

TEST(Forward, AsksNobodyWhereARuleAnswers) {
  for (const auto* fault : {"error: ThrottlingException", "reply: {status: 404}", "garbage",
                            "close", "reset: before"}) {
    Forwarding world(fmt::format("rules: [{{when: {{operation: \"*\"}}, do: [{}]}}]", fault));
    EXPECT_NE(world.outcome(named("Encrypt")), "forwarded") << fault;
  }
}

TEST(Forward, ChecksSignaturesAndDenialsBefore) {
  Forwarding world("auth: shape");
  EXPECT_EQ(world.outcome(named("Encrypt")).substr(0, 47),
            R"({"__type":"MissingAuthenticationTokenException")");
}

TEST(Forward, TakesFromTheBucketOnlyWhereTheOperationCounts) {
  Forwarding usual("throttle: {account: {rate: 1, burst: 1}}");
  for (int i = 0; i < 3; ++i) EXPECT_EQ(usual.outcome(named("Encrypt")), "forwarded");
  Forwarding all("throttle: {account: {rate: 1, burst: 1, operations: [\"*crypt\"]}}");
  EXPECT_EQ(all.outcome(named("Encrypt")), "forwarded");
  EXPECT_EQ(all.outcome(named("Decrypt")).substr(0, 31), R"({"__type":"ThrottlingException")");
  EXPECT_EQ(all.outcome(named("Sign")), "forwarded");
}

TEST(ForwardRules, WithoutAnOperationMeanGenerateRandom) {
  Forwarding world("rules: [{do: [error: LimitExceededException]}]");
  const std::string limited = R"({"__type":"LimitExceededException"})";
  EXPECT_EQ(world.outcome(named("Encrypt")), "forwarded");
  EXPECT_EQ(world.outcome(test::ask_for(1)), limited);
  EXPECT_EQ(world.outcome(without(test::ask_for(1), "X-Amz-Target")), limited);
}

TEST(ForwardRules, ThatNeedAnOutcomeNeverFire) {
  for (const auto* rule : {"when: {operation: \"*\", outcome: ok}, do: [close]",
                           "when: {not: {outcome: ok}, operation: \"*\"}, do: [close]",
                           "when: {operation: \"*\"}, do: [entropy: zeros]",
                           "when: {operation: \"*\"}, do: [payload: missing]"}) {
    Forwarding world(fmt::format("rules: [{{{}}}]", rule));
    EXPECT_EQ(world.outcome(named("Encrypt")), "forwarded") << rule;
  }
}

}  // namespace
}  // namespace krm::mock

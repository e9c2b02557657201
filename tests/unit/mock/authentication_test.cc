// What strict signatures mean for tenants, rules, the clock and the log.
#include <gtest/gtest.h>

#include <string>

#include "mock/service.h"
#include "tests/support/scenario_world.h"
#include "tests/support/signed_request.h"

namespace krm::mock {
namespace {

using test::ScenarioWorld;
using test::SignAs;

const std::string strict = R"(auth: strict
credentials:
  - {access_key_id: AKIDEXAMPLE, secret_access_key: wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY}
  - {access_key_id: AKIDEXPIRED, secret_access_key: wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY, expired: true}
)";

std::string body_of(ScenarioWorld& world, const http::HttpRequest& request) {
  return world.handle(request).reply.body;
}

TEST(Authentication, IsWhatTheScenarioSaysUnlessItIsOverridden) {
  const auto scenario = test::scenario_of(strict + "region: us-east-1\n");
  EXPECT_EQ(ActiveScenario(scenario, 1).signatures.auth, sigv4::Auth::strict);
  EXPECT_EQ(ActiveScenario(scenario, 1).signatures.region, "us-east-1");
  const ActiveScenario other(scenario, 1, {.auth = sigv4::Auth::shape, .region = "eu-west-1"});
  EXPECT_EQ(other.signatures.auth, sigv4::Auth::shape);
  EXPECT_EQ(other.signatures.region, "eu-west-1");
  EXPECT_EQ(ActiveScenario(test::scenario_of(""), 1).signatures.auth, sigv4::Auth::off);
}

TEST(Authentication, GivesAListedKeyATenantOfItsOwnWhateverItSays) {
  ScenarioWorld world(strict);
  const auto listed = world.handle(test::signed_as({}, test::ask_for(1))).tenant;
  EXPECT_EQ(world.handle(test::signed_as({.secret = "wrong"}, test::ask_for(1))).tenant, listed);
  const auto expired =
      world.handle(test::signed_as({.access_key_id = "AKIDEXPIRED"}, test::ask_for(1))).tenant;
  EXPECT_NE(expired, listed);
  EXPECT_NE(expired, world.handle(test::ask_for(1)).tenant);
}

TEST(Authentication, GivesAKeyThatIsNotListedNoTenant) {
  ScenarioWorld world(strict);
  const auto nobody = world.handle(test::ask_for(1)).tenant;
  const SignAs unknown{.access_key_id = "AKIDOFATLEAST16CHARACTERS"};
  EXPECT_EQ(world.handle(test::signed_as(unknown, test::ask_for(1))).tenant, nobody);
  ScenarioWorld off("");
  EXPECT_NE(off.handle(test::signed_as(unknown, test::ask_for(1))).tenant,
            off.handle(test::ask_for(1)).tenant);
}

TEST(Authentication, IsSeenByRules) {
  ScenarioWorld world(strict + R"(rules:
  - {when: {outcome: InvalidSignatureException}, do: [error: ThrottlingException]}
  - {when: {outcome: ExpiredTokenException}, times: 1, do: [error: KMSInternalException]}
)");
  EXPECT_NE(body_of(world, test::signed_as({.secret = "wrong"}, test::ask_for(1)))
                .find("ThrottlingException"),
            std::string::npos);
  const auto expired = test::signed_as({.access_key_id = "AKIDEXPIRED"}, test::ask_for(1));
  EXPECT_EQ(body_of(world, expired), R"({"__type":"KMSInternalException"})");
  EXPECT_EQ(body_of(world, expired),
            R"({"__type":"ExpiredTokenException","message":"The security token included in the )"
            R"(request is expired"})");
  EXPECT_EQ(world.handle(test::signed_as({}, test::ask_for(1))).reply.status, 200);
}

TEST(Authentication, CountsOnTheTenantsClockWhichDateFollows) {
  ScenarioWorld world(strict + "clock: {offset: -1h}\n");
  const http::HttpReply early = world.handle(test::signed_as({}, test::ask_for(1))).reply;
  EXPECT_EQ(early.body,
            R"({"__type":"InvalidSignatureException","message":"Signature not yet current: )"
            "20261124T071500Z is still later than 20261124T062000Z (20261124T061500Z + 5 min.)\"}");
  EXPECT_EQ(http::find(early.headers, "Date")->value, "Tue, 24 Nov 2026 06:15:00 GMT");
  const SignAs corrected{.date = "20261124T061500Z"};
  const auto taken = world.handle(test::signed_as(corrected, test::ask_for(1)));
  EXPECT_EQ(taken.reply.status, 200);
  taken.tenant->clock().advance(std::chrono::minutes(6));
  EXPECT_EQ(body_of(world, test::signed_as(corrected, test::ask_for(1))),
            R"({"__type":"InvalidSignatureException","message":"Signature expired: )"
            "20261124T061500Z is now earlier than 20261124T061600Z (20261124T062100Z - 5 min.)\"}");
}

TEST(Authentication, FollowsAReload) {
  ScenarioWorld world(strict);
  const http::HttpRequest request = test::signed_as({.secret = "new"}, test::ask_for(1));
  EXPECT_EQ(world.handle(request).reply.status, 400);
  world.tenants.take_up(ActiveScenario(
      test::scenario_of(
          "auth: strict\ncredentials: [{access_key_id: AKIDEXAMPLE, secret_access_key: new}]\n"),
      1));
  EXPECT_EQ(world.handle(request).reply.status, 200);
  EXPECT_EQ(world.handle(test::signed_as({}, test::ask_for(1))).reply.status, 400);
}

TEST(Authorisation, DeniesInTheWordsOfKms) {
  ScenarioWorld world(R"(auth: strict
account: "444455556666"
credentials:
  - {access_key_id: A1, secret_access_key: s, denied: implicit, user: alice}
  - {access_key_id: A2, secret_access_key: s, denied: explicit, role: deploy/ci-17}
  - {access_key_id: A3, secret_access_key: s, denied: explicit, role: deploy}
  - {access_key_id: A4, secret_access_key: s, denied: implicit}
)");
  const auto message = [&](const std::string& id) {
    return body_of(world, test::signed_as({.access_key_id = id, .secret = "s"}, test::ask_for(1)));
  };
  const std::string before = R"({"__type":"AccessDeniedException","Message":"User: arn:aws:)";
  const std::string denied = " is not authorized to perform: kms:GenerateRandom on resource: * ";
  const std::string implicit =
      R"(because no identity-based policy allows the kms:GenerateRandom action"})";
  const std::string by_statement = R"(with an explicit deny in an identity-based policy"})";
  EXPECT_EQ(message("A1"), before + "iam::444455556666:user/alice" + denied + implicit);
  EXPECT_EQ(message("A2"),
            before + "sts::444455556666:assumed-role/deploy/ci-17" + denied + by_statement);
  EXPECT_EQ(message("A3"), before + "sts::444455556666:assumed-role/deploy/kms-random-mock" +
                               denied + by_statement);
  EXPECT_EQ(message("A4"), before + "iam::444455556666:user/A4" + denied + implicit);
}

TEST(Authorisation, AsksNobodyWhoIsNotVerified) {
  const auto scenario = test::scenario_of(
      "credentials: [{access_key_id: AKIDEXAMPLE, secret_access_key: s, denied: implicit}]\n");
  ScenarioWorld world(scenario);
  EXPECT_EQ(world.handle(test::signed_as({}, test::ask_for(1))).reply.status, 200);
}

std::string log_of(const http::HttpRequest& request) {
  ScenarioWorld world(strict);
  const http::Answer answer = make_service(world.world(), false)(request);
  if (answer.closed) answer.closed({http::DeliveryReport::End::complete, 1});
  return world.capture.text();
}

TEST(Authentication, IsExplainedInTheLog) {
  EXPECT_EQ(log_of(test::signed_as({.region = "eu-west-1"}, test::ask_for(8))), "");
  const std::string canonical =
      "POST\n/\n\ncontent-type:application/x-amz-json-1.1\nhost:127.0.0.1:4599\n"
      "x-amz-date:20261124T071500Z\nx-amz-target:TrentService.GenerateRandom\n\n"
      "content-type;host;x-amz-date;x-amz-target\n" +
      sigv4::hashed(R"({"NumberOfBytes":8})");
  EXPECT_EQ(log_of(test::signed_as({.secret = "wrong"}, test::ask_for(8))),
            "2026-11-24T07:15:00.000Z request tenant=\"AKIDEXAMPLE\" method=\"POST\" path=\"/\" "
            "status=400 outcome=InvalidSignatureException id=00010203-0405-4607-8809-0a0b0c0d0e0f "
            "call=0 attempt=1 sent=1 delivery=complete "
            "likely_cause=\"none of the usual mistakes gives it: most likely wrong secret, or body "
            "or a signed header (content-type;host;x-amz-date;x-amz-target) changed on the way\"\n"
            "  string_to_sign:\n    AWS4-HMAC-SHA256\n    20261124T071500Z\n"
            "    20261124/us-east-1/kms/aws4_request\n    " +
                sigv4::hashed(canonical) +
                "\n  canonical_request:\n    POST\n    /\n    \n"
                "    content-type:application/x-amz-json-1.1\n    host:127.0.0.1:4599\n"
                "    x-amz-date:20261124T071500Z\n    x-amz-target:TrentService.GenerateRandom\n"
                "    \n    content-type;host;x-amz-date;x-amz-target\n    " +
                sigv4::hashed(R"({"NumberOfBytes":8})") + "\n");
}

TEST(Authentication, LeavesSecretsOutOfTheLog) {
  http::HttpRequest request = test::with(test::ask_for(8), "X-Copy", SignAs{}.secret);
  request = test::signed_as({.secret = "wrong", .signed_headers = "host;x-copy", .token = "token"},
                            request);
  const std::string log = log_of(request);
  const std::string header = http::find(request.headers, "Authorization")->value;
  EXPECT_NE(log.find("    x-amz-security-token:(hidden)\n    x-copy:(hidden)\n"), std::string::npos)
      << log;
  for (const std::string& secret : {SignAs{}.secret, header.substr(header.size() - 64)}) {
    EXPECT_EQ(log.find(secret), std::string::npos) << log;
  }
}

}  // namespace
}  // namespace krm::mock

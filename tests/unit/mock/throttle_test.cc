// Rates as requests meet them: what costs a token, what does not, and what KMS says.
#include <gtest/gtest.h>

#include <chrono>
#include <string>

#include "tests/support/requests.h"
#include "tests/support/scenario_world.h"

namespace krm::mock {
namespace {

using namespace std::chrono_literals;
using test::ask_for;
using test::generate_random;
using test::of_call;
using test::ScenarioWorld;
using test::signed_by;

const std::string throttled =
    R"({"__type":"ThrottlingException","message":"You have exceeded the rate at which you may call )"
    R"(KMS. Reduce the frequency of your calls."})";

http::HttpRequest ask_key_store(const std::string& id) {
  return generate_random(R"({"NumberOfBytes":1,"CustomKeyStoreId":")" + id + R"("})");
}

// "bytes" or the name of the error.
std::string result(ScenarioWorld& world, const http::HttpRequest& request) {
  const scenario::Plan plan = world.handle(request).plan;
  return plan.outcome ? "bytes" : std::string(aws::name_of(plan.outcome.error()));
}

// How many of a hundred requests get their bytes.
int granted(ScenarioWorld& world, const http::HttpRequest& request = ask_for(1)) {
  int count = 0;
  for (int i = 0; i < 100; ++i) count += result(world, request) == "bytes" ? 1 : 0;
  return count;
}

TEST(Throttle, AnswersInTheWordsOfKmsAndNamesNoTime) {
  ScenarioWorld world("throttle: {account: {rate: 1}}");
  EXPECT_EQ(world.handle(ask_for(1)).reply.status, 200);
  const http::HttpReply reply = world.handle(ask_for(1)).reply;
  EXPECT_EQ(reply.status, 400);
  EXPECT_EQ(reply.body, throttled);
  EXPECT_EQ(http::find(reply.headers, "Retry-After"), nullptr);
  EXPECT_EQ(http::find(reply.headers, "x-amz-retry-after"), nullptr);
}

TEST(Throttle, NamesATimeWhereARuleAddsIt) {
  ScenarioWorld world(
      "throttle: {account: {rate: 1}}\n"
      "rules: [{when: {outcome: ThrottlingException}, do: [header: {x-amz-retry-after: '3000'}]}]");
  EXPECT_EQ(http::find(world.handle(ask_for(1)).reply.headers, "x-amz-retry-after"), nullptr);
  const http::HttpReply reply = world.handle(ask_for(1)).reply;
  EXPECT_EQ(reply.body, throttled);
  ASSERT_NE(http::find(reply.headers, "x-amz-retry-after"), nullptr);
  EXPECT_EQ(http::find(reply.headers, "x-amz-retry-after")->value, "3000");
}

TEST(Throttle, LetsSoManyThroughAtOnceAndSoManyASecond) {
  ScenarioWorld world("throttle: {account: {rate: 20, burst: 7}}");
  EXPECT_EQ(granted(world), 7);
  EXPECT_EQ(granted(world), 0);
  world.clock.advance(100ms);
  EXPECT_EQ(granted(world), 2);
  world.clock.advance(49ms);
  EXPECT_EQ(granted(world), 0);
  world.clock.advance(1ms);
  EXPECT_EQ(granted(world), 1);
  world.clock.advance(24h * 365 * 50);
  EXPECT_EQ(granted(world), 7);
}

TEST(Throttle, HasABurstOfOneSecondUnlessTheScenarioSays) {
  ScenarioWorld ten("throttle: {account: {rate: 10}}");
  EXPECT_EQ(granted(ten), 10);
  ScenarioWorld less("throttle: {account: {rate: 2.9}}");
  EXPECT_EQ(granted(less), 2);
  ScenarioWorld slow("throttle: {account: {rate: 0.5}}");
  EXPECT_EQ(granted(slow), 1);
}

TEST(Throttle, HasTheDocumentedRateOfARegion) {
  ScenarioWorld world("throttle: {account: {quota: us-east-2, burst: 50}}");
  EXPECT_EQ(granted(world), 50);
  world.clock.advance(1ms);
  EXPECT_EQ(granted(world), 20);
}

TEST(Throttle, HasTheDocumentedRateOfAKeyStore) {
  ScenarioWorld world(
      "key_stores: {cks-1: {}}\nthrottle: {key_store: {quota: us-east-1, burst: 1}}");
  EXPECT_EQ(granted(world, ask_key_store("cks-1")), 1);
  world.clock.advance(555555ns);
  EXPECT_EQ(granted(world, ask_key_store("cks-1")), 0);
  world.clock.advance(1ns);
  EXPECT_EQ(granted(world, ask_key_store("cks-1")), 1);
}

TEST(Throttle, OfAKeyStoreIsOnTopOfTheAccounts) {
  ScenarioWorld world(
      "key_stores: {cks-1: {}, cks-2: {}}\n"
      "throttle: {account: {rate: 10}, key_store: {rate: 4}}");
  EXPECT_EQ(granted(world, ask_key_store("cks-1")), 4);
  EXPECT_EQ(granted(world, ask_key_store("cks-2")), 4);
  EXPECT_EQ(granted(world), 2) << "what the stores refused cost nothing";
}

TEST(Throttle, ChargesNothingForWhatIsRefusedBefore) {
  ScenarioWorld world("throttle: {account: {rate: 1}}");
  EXPECT_EQ(result(world, generate_random("{")), "SerializationException");
  EXPECT_EQ(result(world, generate_random("{}")), "ValidationException");
  EXPECT_EQ(result(world, ask_for(1025)), "ValidationException");
  EXPECT_EQ(result(world, ask_for(1)), "bytes");
}

TEST(Throttle, ChargesForWhatIsRefusedAfter) {
  ScenarioWorld world("key_stores: {cks-1: {state: FAILED}}\nthrottle: {account: {rate: 2}}");
  EXPECT_EQ(result(world, ask_key_store("cks-1")), "CustomKeyStoreInvalidStateException");
  EXPECT_EQ(result(world, ask_key_store("cks-9")), "CustomKeyStoreNotFoundException");
  EXPECT_EQ(result(world, ask_for(1)), "ThrottlingException");
}

TEST(Throttle, ComesBeforeTheKeyStore) {
  ScenarioWorld world("key_stores: {cks-1: {state: FAILED}}\nthrottle: {account: {rate: 1}}");
  EXPECT_EQ(result(world, ask_for(1)), "bytes");
  EXPECT_EQ(result(world, ask_key_store("cks-1")), "ThrottlingException");
}

TEST(Throttle, ChargesNothingForWhatARuleAnswers) {
  for (const std::string fault :
       {"error: KMSInternalException", "reply: {status: 200}", "garbage: {text: x}", "close"}) {
    ScenarioWorld world("throttle: {account: {rate: 1}}\nrules: [{times: 5, do: [" + fault + "]}]");
    for (int i = 0; i < 5; ++i) world.handle(ask_for(1));
    EXPECT_EQ(result(world, ask_for(1)), "bytes") << fault;
    EXPECT_EQ(result(world, ask_for(1)), "ThrottlingException") << fault;
  }
}

TEST(Throttle, ChargesForWhatARuleOnlyTreatsBadly) {
  for (const std::string fault : {"latency: 1s", "reset", "truncate: 1", "payload: short_by",
                                  "stall", "entropy: zeros", "header: {a: b}"}) {
    const std::string item = fault == "payload: short_by" ? "payload: {short_by: 1}" : fault;
    ScenarioWorld world("throttle: {account: {rate: 1}}\nrules: [{times: 1, do: [" + item + "]}]");
    world.handle(ask_for(1));
    EXPECT_EQ(result(world, ask_for(1)), "ThrottlingException") << fault;
  }
}

TEST(Throttle, IsSeenByRules) {
  ScenarioWorld world(
      "throttle: {account: {rate: 1}}\n"
      "rules: [{when: {outcome: ThrottlingException}, do: [error: KMSInternalException]}]");
  EXPECT_EQ(result(world, ask_for(1)), "bytes");
  EXPECT_EQ(result(world, ask_for(1)), "KMSInternalException");
}

TEST(Throttle, IsEachTenantsOwn) {
  ScenarioWorld world("throttle: {account: {rate: 3}}");
  EXPECT_EQ(granted(world, signed_by("AKIAALICEALICEALICE1", ask_for(1))), 3);
  EXPECT_EQ(granted(world, signed_by("AKIABOBBOBBOBBOBBOB1", ask_for(1))), 3);
  EXPECT_EQ(granted(world), 3);
}

TEST(Throttle, CountsAttemptsAndNotCalls) {
  ScenarioWorld world("throttle: {account: {rate: 3}}");
  EXPECT_EQ(granted(world, of_call("one", ask_for(1))), 3);
}

TEST(Throttle, GoesByTheTenantsClock) {
  ScenarioWorld world("throttle: {account: {rate: 1}}");
  EXPECT_EQ(granted(world), 1);
  TenantClock& clock = world.tenants.of("")->clock();
  clock.freeze();
  world.clock.advance(1h);
  EXPECT_EQ(granted(world), 0);
  clock.advance(1s);
  EXPECT_EQ(granted(world), 1);
}

}  // namespace
}  // namespace krm::mock

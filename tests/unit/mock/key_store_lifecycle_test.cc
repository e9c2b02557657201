// Key stores that change their state: by the timeline, by rules, and what a tenant sees of it.
#include <gtest/gtest.h>

#include <chrono>
#include <string>
#include <thread>
#include <vector>

#include "tests/support/requests.h"
#include "tests/support/scenario_world.h"

namespace krm::mock {
namespace {

using namespace std::chrono_literals;
using test::ask_for;
using test::generate_random;
using test::ScenarioWorld;
using test::signed_by;

http::HttpRequest ask_store(const std::string& id = "cks-1") {
  return generate_random(R"({"NumberOfBytes":1,"CustomKeyStoreId":")" + id + R"("})");
}

// "bytes" or the name of the error.
std::string outcome(ScenarioWorld& world, const http::HttpRequest& request = ask_store()) {
  const scenario::Plan plan = world.handle(request).plan;
  return plan.outcome ? "bytes" : std::string(aws::name_of(plan.outcome.error()));
}

// What the log is told of the changes that one request finds or makes.
std::string told(ScenarioWorld& world, const http::HttpRequest& request) {
  const std::size_t before = world.capture.text().size();
  world.handle(request);
  return world.capture.text().substr(before);
}

const std::string invalid_state = "CustomKeyStoreInvalidStateException";

TEST(KeyStoreLifecycle, OnlyConnectedAnswers) {
  for (const std::string state : {"CONNECTING", "FAILED", "DISCONNECTED", "DISCONNECTING"}) {
    ScenarioWorld world("key_stores: {cks-1: {state: " + state + "}}");
    EXPECT_EQ(outcome(world), invalid_state) << state;
    EXPECT_EQ(world.handle(ask_store()).reply.body,
              R"({"__type":"CustomKeyStoreInvalidStateException"})");
  }
  ScenarioWorld world("key_stores: {cks-1: {state: CONNECTED}}");
  EXPECT_EQ(outcome(world), "bytes");
  EXPECT_EQ(outcome(world, ask_store("cks-2")), "CustomKeyStoreNotFoundException");
}

TEST(KeyStoreLifecycle, AnExternalOneIsUnsupportedInEveryState) {
  for (const std::string state : {"CONNECTED", "FAILED"}) {
    ScenarioWorld world("key_stores: {cks-1: {type: EXTERNAL_KEY_STORE, state: " + state + "}}");
    EXPECT_EQ(outcome(world), "UnsupportedOperationException") << state;
  }
}

constexpr const char* recovery =
    "key_stores: {cks-1: {state: DISCONNECTED}}\n"
    "timeline:\n"
    "  - {at: 10s, key_stores: {cks-1: CONNECTING}}\n"
    "  - {at: 30s, key_stores: {cks-1: CONNECTED}}\n"
    "  - {at: 1h, key_stores: {cks-1: FAILED}}\n";

TEST(Timeline, MovesStoresToTheMillisecondFromTheFirstRequestOn) {
  ScenarioWorld world(recovery);
  world.clock.advance(24h);
  EXPECT_EQ(outcome(world), invalid_state);
  world.clock.advance(29999ms);
  EXPECT_EQ(outcome(world), invalid_state);
  world.clock.advance(1ms);
  EXPECT_EQ(outcome(world), "bytes");
  world.clock.advance(1h - 30s - 1ms);
  EXPECT_EQ(outcome(world), "bytes");
  world.clock.advance(1ms);
  EXPECT_EQ(outcome(world), invalid_state);
  world.clock.advance(24h * 365 * 50);
  EXPECT_EQ(outcome(world), invalid_state);
}

TEST(Timeline, TellsEachTransitionWhenARequestFindsIt) {
  ScenarioWorld world(recovery);
  EXPECT_EQ(told(world, ask_store()), "");
  world.clock.advance(15s);
  EXPECT_EQ(told(world, ask_for(1)),
            R"(key store "cks-1" of the unsigned tenant: DISCONNECTED -> CONNECTING by )"
            "timeline at 10s\n");
  EXPECT_EQ(told(world, ask_store()), "");
  world.clock.advance(24h * 365 * 50);
  EXPECT_EQ(told(world, ask_store()),
            R"(key store "cks-1" of the unsigned tenant: CONNECTING -> CONNECTED by )"
            "timeline at 30s\n"
            R"(key store "cks-1" of the unsigned tenant: CONNECTED -> FAILED by )"
            "timeline at 1h\n");
}

TEST(Timeline, IsInTheOrderOfTimeHoweverItIsWritten) {
  ScenarioWorld world(
      "key_stores: {cks-1: {}}\n"
      "timeline:\n"
      "  - {at: 20s, key_stores: {cks-1: CONNECTED}}\n"
      "  - {at: 10s, key_stores: {cks-1: FAILED}}\n"
      "  - {at: 0s, key_stores: {cks-1: DISCONNECTED}}\n"
      "  - {at: 0s, key_stores: {cks-1: CONNECTING}}\n");
  EXPECT_EQ(told(world, ask_store()),
            R"(key store "cks-1" of the unsigned tenant: CONNECTED -> DISCONNECTED by )"
            "timeline at 0s\n"
            R"(key store "cks-1" of the unsigned tenant: DISCONNECTED -> CONNECTING by )"
            "timeline at 0s\n")
      << "the first request finds what is at its start";
  EXPECT_EQ(outcome(world), invalid_state);
  world.clock.advance(19s);
  EXPECT_EQ(told(world, ask_store()),
            R"(key store "cks-1" of the unsigned tenant: CONNECTING -> FAILED by )"
            "timeline at 10s\n");
  world.clock.advance(1s);
  EXPECT_EQ(outcome(world), "bytes");
}

TEST(Timeline, SaysNothingOfAStateThatIsThereAlready) {
  ScenarioWorld world(
      "key_stores: {cks-1: {}}\ntimeline: [{at: 0s, key_stores: {cks-1: CONNECTED}}]");
  EXPECT_EQ(told(world, ask_store()), "");
}

TEST(Timeline, IsEachTenantsOwn) {
  ScenarioWorld world(recovery);
  const auto alice = signed_by("AKIAALICEALICEALICE1", ask_store());
  EXPECT_EQ(outcome(world, alice), invalid_state);
  world.clock.advance(30s);
  EXPECT_EQ(outcome(world, signed_by("AKIABOBBOBBOBBOBBOB1", ask_store())), invalid_state);
  EXPECT_EQ(told(world, alice),
            R"(key store "cks-1" of "AKIAALICEALICEALICE1": DISCONNECTED -> CONNECTING by )"
            "timeline at 10s\n"
            R"(key store "cks-1" of "AKIAALICEALICEALICE1": CONNECTING -> CONNECTED by )"
            "timeline at 30s\n");
}

TEST(Timeline, StandsStillWithTheTenantsClock) {
  ScenarioWorld world(recovery);
  EXPECT_EQ(outcome(world), invalid_state);
  TenantClock& clock = world.tenants.of("")->clock();
  clock.freeze();
  world.clock.advance(31s);
  EXPECT_EQ(outcome(world), invalid_state);
  clock.advance(30s);
  EXPECT_EQ(outcome(world), "bytes");
}

TEST(KeyStoreFault, MovesAStoreAfterTheRequestThatFiresIt) {
  ScenarioWorld world(
      "key_stores: {cks-1: {}, cks-2: {state: FAILED}}\n"
      "rules: [{name: breaks, skip: 1, times: 1, do: [key_store: {cks-1: DISCONNECTING, cks-2: "
      "CONNECTED}]}]");
  EXPECT_EQ(outcome(world), "bytes");
  EXPECT_EQ(outcome(world), "bytes") << "it was connected when it was asked";
  EXPECT_EQ(
      world.capture.text(),
      R"(key store "cks-1" of the unsigned tenant: CONNECTED -> DISCONNECTING by rule "breaks")"
      "\n"
      R"(key store "cks-2" of the unsigned tenant: FAILED -> CONNECTED by rule "breaks")"
      "\n");
  EXPECT_EQ(outcome(world), invalid_state);
  EXPECT_EQ(outcome(world, ask_store("cks-2")), "bytes");
}

TEST(KeyStoreFault, NamesARuleWithoutANameByItsPlace) {
  ScenarioWorld world(
      "key_stores: {cks-1: {}}\n"
      "rules: [{when: {number_of_bytes: 7}, do: [close]}, {do: [key_store: {cks-1: FAILED}]}]");
  EXPECT_EQ(told(world, ask_for(1)),
            R"(key store "cks-1" of the unsigned tenant: CONNECTED -> FAILED by rule "rules[1]")"
            "\n");
}

TEST(KeyStoreLifecycle, IsToldInTheOrderInWhichItHappens) {
  ScenarioWorld world(
      "key_stores: {cks-1: {}}\n"
      "rules: [{every: 2, do: [key_store: {cks-1: FAILED}]}, {do: [key_store: {cks-1: "
      "CONNECTED}]}]");
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([&world] {
      test::CountingEntropy entropy;
      const http::HttpRequest request = ask_for(1);
      for (int i = 0; i < 50; ++i) {
        handle(request, {entropy, world.tenants, world.journal, world.capture.log});
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  std::string expected;
  for (int i = 0; i < 100; ++i) {
    expected +=
        "key store \"cks-1\" of the unsigned tenant: CONNECTED -> FAILED by rule \"rules[0]\"\n"
        "key store \"cks-1\" of the unsigned tenant: FAILED -> CONNECTED by rule \"rules[1]\"\n";
  }
  // The first request finds it connected, and the last breaks it.
  expected.resize(expected.rfind("key store"));
  EXPECT_EQ(world.capture.text(), expected);
}

TEST(KeyStoreFault, StandsBesideAnError) {
  ScenarioWorld world(
      "key_stores: {cks-1: {}}\n"
      "rules: [{times: 1, do: [error: DependencyTimeoutException, key_store: {cks-1: "
      "DISCONNECTED}]}]");
  EXPECT_EQ(outcome(world), "DependencyTimeoutException");
  EXPECT_EQ(outcome(world), invalid_state);
}

TEST(KeyStoreFault, IsOvertakenByTheTimeline) {
  ScenarioWorld world(
      "key_stores: {cks-1: {}}\n"
      "rules: [{times: 1, do: [key_store: {cks-1: FAILED}]}]\n"
      "timeline: [{at: 5s, key_stores: {cks-1: CONNECTED}}]");
  EXPECT_EQ(outcome(world), "bytes");
  EXPECT_EQ(outcome(world), invalid_state);
  world.clock.advance(5s);
  EXPECT_EQ(outcome(world), "bytes");
}

}  // namespace
}  // namespace krm::mock

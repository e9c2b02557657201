// Steering by the admin API: tenants, scenarios, reset, clock, key stores, throttle, explain.
#include <gtest/gtest.h>

#include "sigv4/sign.h"
#include "tests/support/admin_world.h"

namespace krm::admin {
namespace {

using namespace std::chrono_literals;
using test::AdminWorld;
using test::ask_for;
using test::refusal_in;
using test::signed_by;
using test::with;

std::string error_in(const http::HttpReply& reply) {
  const auto json = nlohmann::json::parse(reply.body, nullptr, false);
  return json.is_object() && json.contains("__type") ? json.at("__type").get<std::string>() : "";
}

http::HttpRequest of_store(http::HttpRequest request) {
  request.body = R"({"NumberOfBytes":4,"CustomKeyStoreId":"cks-1"})";
  return request;
}

TEST(AdminTenants, AreIssuedWithAScenarioOfTheirOwn) {
  AdminWorld world;
  const auto issued =
      world.post("/tenants", R"({"scenario": {"version": 1, "name": "own", )"
                             R"("rules": [{"do": [{"error": "ThrottlingException"}]}]}})");
  const std::string id = issued.at("access_key_id");
  EXPECT_EQ(id.substr(0, 4), "ASIA");
  EXPECT_EQ(id.size(), 20u);
  EXPECT_EQ(issued.at("url"), "http://127.0.0.1:4599");
  EXPECT_EQ(issued.at("scenario").at("name"), "own");
  EXPECT_EQ(error_in(world.kms(signed_by(id, ask_for(1)))), "ThrottlingException");
  EXPECT_EQ(world.kms(signed_by("gw0", ask_for(1))).status, 200);
  EXPECT_EQ(world.get("/tenants/" + id).dump(),
            R"({"calls":1,"id":")" + id +
                R"(","issued":true,"last_seen":"2026-11-24T07:15:00.000Z",)"
                R"("requests":1,"scenario":{"digest":")" +
                issued.at("scenario").at("digest").get<std::string>() + R"(","name":"own"}})");
  EXPECT_EQ(world.get("/tenants").at("tenants").size(), 2u);
  EXPECT_EQ(world.ask("DELETE", "/tenants/" + id).status, 204);
  EXPECT_EQ(refusal_in(world.ask("DELETE", "/tenants/" + id)).substr(0, 16), "404 NoSuchTenant");
  EXPECT_EQ(world.kms(signed_by(id, ask_for(1))).status, 200) << "auth is off: it is a new tenant";
}

TEST(AdminTenants, TakeABundledNameOrATextOrNothing) {
  AdminWorld world("name: start-up");
  const auto name = [&](const std::string& body) {
    const auto issued = world.post("/tenants", body);
    world.ask("DELETE", "/tenants/" + issued.at("id").get<std::string>());  // these bytes repeat
    return issued.at("scenario").at("name").get<std::string>();
  };
  EXPECT_EQ(name(R"({"scenario": "throttled-then-healthy"})"), "throttled-then-healthy");
  EXPECT_EQ(name(R"({"scenario": "version: 1\nname: text"})"), "text");
  EXPECT_EQ(name("{}"), "start-up");
  EXPECT_EQ(name(""), "start-up");
  EXPECT_EQ(refusal_in(world.ask("POST", "/tenants", R"({"scenario": "throtled-then-healthy"})")),
            "422 InvalidScenario: There is no bundled scenario \"throtled-then-healthy\"; did you "
            "mean \"throttled-then-healthy\"?");
  EXPECT_EQ(
      refusal_in(world.ask("POST", "/tenants", R"({"scenario": {"version": 1, "seed": "x"}})"))
          .substr(0, 19),
      "422 InvalidScenario");
  EXPECT_EQ(refusal_in(world.ask("POST", "/tenants", R"({"scenarios": {}})")),
            "400 InvalidBody: 1:2: \"tenant\" has no key \"scenarios\"; did you mean "
            "\"scenario\"?");
}

http::HttpRequest rightly_signed(const nlohmann::json& issued, bool with_token) {
  http::HttpRequest request = test::without(ask_for(4), "Authorization");
  const std::string id = issued.at("access_key_id");
  const std::string secret = issued.at("secret_access_key");
  const std::string token = issued.at("session_token");
  sigv4::Signer signer{
      .access_key_id = id, .secret_access_key = secret, .region = "us-east-1", .service = "kms"};
  if (with_token) signer.session_token = token;
  sigv4::sign(request, signer,
              std::chrono::floor<std::chrono::seconds>(test::ManualClock().wall()));
  return request;
}

TEST(AdminTenants, PassStrictWithTheirToken) {
  AdminWorld world("auth: strict");
  const auto issued = world.post("/tenants", "{}");
  EXPECT_EQ(error_in(world.kms(rightly_signed(issued, true))), "");
  EXPECT_EQ(error_in(world.kms(rightly_signed(issued, false))), "UnrecognizedClientException");
  world.tenants.take_up({test::scenario_of("auth: strict\nname: reloaded"), 42});
  EXPECT_EQ(error_in(world.kms(rightly_signed(issued, true))), "") << "it outlives a reload";
  world.ask("DELETE", "/tenants/" + issued.at("id").get<std::string>());
  EXPECT_EQ(error_in(world.kms(rightly_signed(issued, true))), "UnrecognizedClientException");
}

TEST(AdminTenants, HaveWhatTheScenarioSaysOfItsFirstCredential) {
  AdminWorld world;
  const std::string before =
      R"({"scenario": {"version": 1, "auth": "strict", "credentials": [{"access_key_id": "FIRST", )"
      R"("secret_access_key": "s", )";
  const auto error_of = [&](const std::string& says) {
    const auto issued = world.post("/tenants", before + says + "}]}}");
    const std::string error = error_in(world.kms(rightly_signed(issued, true)));
    world.ask("DELETE", "/tenants/" + issued.at("id").get<std::string>());  // these bytes repeat
    return error;
  };
  EXPECT_EQ(error_of(R"("user": "alice")"), "");
  EXPECT_EQ(error_of(R"("denied": "explicit")"), "AccessDeniedException");
  EXPECT_EQ(error_of(R"("expired": true)"), "ExpiredTokenException");

  const auto issued = world.post("/tenants", before + R"("denied": "explicit"}]}})");
  const std::string id = issued.at("id");
  const std::string own =
      R"-({"version": 1, "auth": "strict", "credentials": [{"access_key_id": ")-" + id +
      R"-(", "secret_access_key": "(hidden)", "session_token": "(hidden)"}]})-";
  EXPECT_EQ(world.ask("PUT", "/scenario?tenant=" + id, own).status, 200);
  EXPECT_EQ(error_in(world.kms(rightly_signed(issued, true))), "")
      << "it is listed, and not denied";
  EXPECT_EQ(error_in(world.kms(rightly_signed(issued, false))), "UnrecognizedClientException");
}

TEST(AdminScenario, MayBeABundledNameOrATextInJson) {
  AdminWorld world("name: start-up");
  const auto name = [&](const char* body, const char* type = "application/json") {
    return nlohmann::json::parse(world.ask("PUT", "/scenario", body, type).body)["scenario"]["name"]
        .get<std::string>();
  };
  EXPECT_EQ(name(R"("throttled-then-healthy")"), "throttled-then-healthy");
  EXPECT_EQ(name("slow\n", "application/yaml"), "slow");
  EXPECT_EQ(name(R"("version: 1\nname: text")"), "text");
  EXPECT_EQ(refusal_in(world.ask("PUT", "/scenario", R"("throtled-then-healthy")")),
            "422 InvalidScenario: There is no bundled scenario \"throtled-then-healthy\"; did you "
            "mean \"throttled-then-healthy\"?");
  EXPECT_EQ(refusal_in(world.ask("PUT", "/scenario", "42")).substr(0, 19), "422 InvalidScenario");
}

TEST(AdminScenario, WarnsOfNoMissingKeyWhereOneWasIssued) {
  AdminWorld world;
  const std::string id = world.post("/tenants", "").at("id");
  const auto warnings = [&](const std::string& query) {
    return world.put("/scenario" + query, R"({"version": 1, "auth": "strict"})")
        .at("warnings")
        .size();
  };
  EXPECT_EQ(warnings("?tenant=" + id), 0u);
  EXPECT_EQ(warnings(""), 1u);
}

TEST(AdminScenario, OfOneTenantLastsThroughResetAndReload) {
  AdminWorld world;
  world.kms(signed_by("gw0", ask_for(1)));
  EXPECT_EQ(refusal_in(world.ask("PUT", "/scenario?tenant=gw9", R"({"version": 1})")).substr(0, 16),
            "404 NoSuchTenant");
  world.put("/scenario?tenant=gw0", R"({"version": 1, "rules": [{"do": ["close"]}]})");
  const auto closes = [&](const char* key) {
    return world.open(signed_by(key, ask_for(1))).delivery.cut.has_value();
  };
  EXPECT_TRUE(closes("gw0"));
  EXPECT_FALSE(closes("gw1"));
  world.ask("POST", "/reset?tenant=gw0");
  EXPECT_TRUE(closes("gw0"));
  world.ask("POST", "/reset");
  EXPECT_TRUE(closes("gw0"));
  world.put("/scenario", R"({"version": 1, "name": "next"})");
  EXPECT_TRUE(closes("gw0"));
  EXPECT_EQ(world.get("/scenario?tenant=gw1").at("name"), "next");
}

TEST(AdminScenario, IsShownWithoutItsSecretsAndTakesThemBack) {
  AdminWorld world(
      "credentials: [{access_key_id: AKIDEXAMPLE, secret_access_key: wonderland, session_token: "
      "tea}]\nkey_stores: {cks-1: {}}\n");
  const auto shown = world.ask("GET", "/scenario");
  EXPECT_EQ(shown.body.find("wonderland"), std::string::npos);
  EXPECT_NE(shown.body.find("(hidden)"), std::string::npos);
  const auto yaml = world.reply(
      with(AdminWorld::request("GET", "/__admin/scenario"), "Accept", "application/yaml"));
  EXPECT_EQ(http::value_of(yaml.headers, "Content-Type"), "application/yaml");
  EXPECT_EQ(yaml.body,
            "version: 1\n"
            "credentials:\n"
            "  - access_key_id: AKIDEXAMPLE\n"
            "    secret_access_key: \"(hidden)\"\n"
            "    session_token: \"(hidden)\"\n"
            "key_stores:\n"
            "  cks-1: CONNECTED\n");
  EXPECT_EQ(world.ask("PUT", "/scenario", yaml.body, "application/yaml").status, 200);
  const auto& kept = world.tenants.active()->scenario->credentials.front();
  EXPECT_EQ(kept.secret_access_key, "wonderland");
  EXPECT_EQ(kept.session_token, "tea");
  const std::string other = R"({"version": 1, "credentials": [{"access_key_id": "OTHER", )"
                            R"-("secret_access_key": "(hidden)"}]})-";
  EXPECT_EQ(refusal_in(world.ask("PUT", "/scenario", other)),
            "422 InvalidScenario: The secret of \"OTHER\" is (hidden), and the scenario that runs "
            "has no such key.");
}

TEST(AdminScenario, ThatIsWrongChangesNothing) {
  AdminWorld world("name: before");
  const auto refused = world.ask("PUT", "/scenario", "version: 1\nrules:\n  - do: [{eror: X}]\n",
                                 "application/yaml");
  EXPECT_EQ(
      refused.body,
      R"({"error":{"code":"InvalidScenario","message":"3:11: there is no fault \"eror\"; did )"
      R"(you mean \"error\"?","mistakes":[{"line":3,"column":11,"message":"there is no fault )"
      R"(\"eror\"; did you mean \"error\"?","did_you_mean":"error"}]}})"
      "\n");
  EXPECT_EQ(refused.status, 422);
  EXPECT_EQ(refusal_in(world.ask("PUT", "/scenario", "{version: 1}")),
            "400 InvalidBody: The body is no JSON, as its Content-Type says.");
  EXPECT_EQ(refusal_in(world.ask("PUT", "/scenario", "version: 1", "text/plain")).substr(0, 24),
            "415 UnsupportedMediaType");
  EXPECT_EQ(world.get("/scenario").at("name"), "before");
}

TEST(AdminReset, BeginsTheScenarioAgainWithAllThatCounts) {
  AdminWorld world("rules: [{times: 1, do: [error: ThrottlingException]}]");
  const auto ask = [&] { return error_in(world.kms(signed_by("gw0", ask_for(1)))); };
  EXPECT_EQ(ask(), "ThrottlingException");
  EXPECT_EQ(ask(), "");
  world.put("/clock?tenant=gw0", R"({"frozen": true})");
  EXPECT_EQ(world.ask("POST", "/reset?tenant=gw0").status, 204);
  EXPECT_EQ(ask(), "ThrottlingException");
  EXPECT_EQ(world.get("/requests?tenant=gw0").at("requests").size(), 1u);
  EXPECT_EQ(world.get("/clock?tenant=gw0").at("frozen"), false);
  EXPECT_EQ(refusal_in(world.ask("POST", "/reset?tenant=gw9")).substr(0, 16), "404 NoSuchTenant");
}

TEST(AdminReset, LetsAReplyEndThatWaitsForAFrozenClock) {
  for (const auto* request : {"POST /reset", "PUT /scenario", "DELETE /tenants/gw0"}) {
    AdminWorld world("rules: [{do: [latency: 10s]}]");
    const auto answer = world.open(signed_by("gw0", ask_for(1)));
    world.put("/clock?tenant=gw0", R"({"frozen": true})");
    const auto due = answer.timing.since + 10s;
    world.clock.advance(5s);
    EXPECT_FALSE(answer.timing.clock->until(due));
    const std::string text = request;
    const auto blank = text.find(' ');
    world.ask(text.substr(0, blank), text.substr(blank + 1),
              text.starts_with("PUT") ? R"({"version": 1})" : "");
    world.clock.advance(10s);
    EXPECT_EQ(answer.timing.clock->until(due), 0ns) << request;
  }
}

TEST(AdminClock, IsFrozenAdvancedAndReleased) {
  AdminWorld world;
  world.kms(signed_by("gw0", ask_for(1)));
  world.clock.advance(2s);
  EXPECT_EQ(world.put("/clock?tenant=gw0", R"({"frozen": true})").dump(),
            R"({"advanced_ms":0,"elapsed_ms":2000,"frozen":true,"now":"2026-11-24T07:15:02.000Z",)"
            R"("tenant":"gw0"})");
  world.clock.advance(5s);
  const auto advanced = world.post("/clock?tenant=gw0", R"({"advance": "10s"})");
  EXPECT_EQ(advanced.at("elapsed_ms"), 12000);
  EXPECT_EQ(advanced.at("advanced_ms"), 10000);
  EXPECT_EQ(http::value_of(world.kms(signed_by("gw0", ask_for(1))).headers, "Date"),
            "Tue, 24 Nov 2026 07:15:12 GMT");
  EXPECT_EQ(world.put("/clock?tenant=gw0", R"({"frozen": false})").at("elapsed_ms"), 12000);
  EXPECT_EQ(refusal_in(world.ask("GET", "/clock?tenant=gw1")).substr(0, 16), "404 NoSuchTenant");
}

TEST(AdminClock, OfAllHoldsForTenantsToCome) {
  AdminWorld world;
  world.kms(signed_by("gw0", ask_for(1)));
  world.put("/clock", R"({"frozen": true})");
  world.post("/clock", R"({"advance": "1h"})");
  world.clock.advance(30s);
  for (const auto* key : {"gw0", "gw1"}) {
    EXPECT_EQ(http::value_of(world.kms(signed_by(key, ask_for(1))).headers, "Date"),
              "Tue, 24 Nov 2026 08:15:00 GMT")
        << key;
  }
  EXPECT_EQ(world.get("/clock?tenant=gw1").at("elapsed_ms"), 0);
  EXPECT_TRUE(world.get("/clock").at("elapsed_ms").is_null());
  world.ask("POST", "/reset");
  EXPECT_EQ(world.get("/clock").at("frozen"), false);
}

TEST(AdminClock, MayNameAKeyThatHasNotCalled) {
  AdminWorld world("timeline: [{at: 30s, key_stores: {cks-1: FAILED}}]\nkey_stores: {cks-1: {}}");
  EXPECT_EQ(world.put("/clock?tenant=gw0", R"({"frozen": true})").at("tenant"), "gw0");
  world.clock.advance(1h);
  EXPECT_EQ(error_in(world.kms(of_store(signed_by("gw0", ask_for(1))))), "");
  world.post("/clock?tenant=gw0", R"({"advance": "30s"})");
  EXPECT_EQ(error_in(world.kms(of_store(signed_by("gw0", ask_for(1))))),
            "CustomKeyStoreInvalidStateException");
}

TEST(AdminClock, IsNeverMovedBackOrBeyondReason) {
  AdminWorld world;
  EXPECT_EQ(refusal_in(world.ask("POST", "/clock", R"({"advance": "-1s"})")).substr(0, 15),
            "400 InvalidBody");
  EXPECT_EQ(world.ask("POST", "/clock", R"({"advance": "800000h"})").status, 200);
  EXPECT_EQ(refusal_in(world.ask("POST", "/clock", R"({"advance": "800000h"})")),
            "400 InvalidBody: A clock can be advanced by a hundred years; reset it.");
}

TEST(AdminKeyStores, ShowWhatMovedThemAndSinceWhen) {
  AdminWorld world(
      "key_stores: {cks-1: {}, cks-2: DISCONNECTED}\n"
      "timeline: [{at: 30s, key_stores: {cks-1: FAILED}}]\n");
  world.kms(signed_by("gw0", ask_for(1)));
  EXPECT_EQ(world.get("/key-stores/cks-1?tenant=gw0").dump(),
            R"({"error_code":null,"id":"cks-1","moved_by":"the scenario",)"
            R"("name":"ExampleKeyStore-cks-1","next":null,"since":null,"state":"CONNECTED",)"
            R"("tenant":"gw0","type":"AWS_CLOUDHSM"})");
  world.clock.advance(40s);
  EXPECT_EQ(world.get("/key-stores/cks-1?tenant=gw0").dump(),
            R"({"error_code":"INTERNAL_ERROR","id":"cks-1","moved_by":"timeline at 30s",)"
            R"("name":"ExampleKeyStore-cks-1","next":null,"since":"2026-11-24T07:15:30.000Z",)"
            R"("state":"FAILED","tenant":"gw0","type":"AWS_CLOUDHSM"})");
  EXPECT_EQ(world.put("/key-stores/cks-1?tenant=gw0", R"({"state": "CONNECTED"})").at("moved_by"),
            "the admin API");
  EXPECT_EQ(error_in(world.kms(of_store(signed_by("gw0", ask_for(1))))), "");
  EXPECT_EQ(world.get("/key-stores?tenant=gw0").at("key_stores").size(), 2u);
  EXPECT_EQ(refusal_in(world.ask("PUT", "/key-stores/cks-9", R"({"state": "FAILED"})")),
            "404 NoSuchKeyStore: The scenario has no key store \"cks-9\"; did you mean \"cks-1\"?");
  EXPECT_EQ(refusal_in(AdminWorld().ask("GET", "/key-stores/cks-9")),
            "404 NoSuchKeyStore: The scenario has no key store \"cks-9\"; add it to "
            "\"key_stores\".");
  EXPECT_EQ(
      refusal_in(world.ask("PUT", "/key-stores/cks-1", R"({"state": "failed"})")).substr(0, 15),
      "400 InvalidBody");
}

TEST(AdminKeyStores, OfAllHoldForTenantsToCome) {
  AdminWorld world("key_stores: {cks-1: {}}");
  world.kms(signed_by("gw0", ask_for(1)));
  world.put("/key-stores/cks-1", R"({"state": "DISCONNECTED"})");
  for (const auto* key : {"gw0", "gw1"}) {
    EXPECT_EQ(error_in(world.kms(of_store(signed_by(key, ask_for(1))))),
              "CustomKeyStoreInvalidStateException")
        << key;
  }
}

TEST(AdminThrottle, ShowsAndSetsTokens) {
  AdminWorld world(
      "throttle: {account: {rate: 2, burst: 3}, key_store: {rate: 1}}\nkey_stores: {cks-1: {}}");
  world.kms(signed_by("gw0", ask_for(1)));
  EXPECT_EQ(world.get("/throttle?tenant=gw0").dump(),
            R"({"account":{"burst":3,"rate":2,"tokens":2},"key_stores":{"cks-1":{"burst":1,)"
            R"("rate":1,"tokens":1}},"operations":{},"tenant":"gw0"})");
  world.put("/throttle?tenant=gw0", R"({"account": {"tokens": 0}})");
  EXPECT_EQ(error_in(world.kms(signed_by("gw0", ask_for(1)))), "ThrottlingException");
  world.put("/throttle?tenant=gw0", R"({"account": {"tokens": "full"}})");
  EXPECT_EQ(error_in(world.kms(signed_by("gw0", ask_for(1)))), "");
  EXPECT_EQ(
      refusal_in(world.ask("PUT", "/throttle", R"({"key_stores": {"cks-9": {"tokens": 1}}})")),
      "404 NoSuchBucket: The scenario throttles no key store \"cks-9\".");
  EXPECT_EQ(refusal_in(world.ask("PUT", "/throttle", R"({"account": {"tokens": "half"}})")),
            "400 InvalidBody: 1:24: expected a number of tokens, or \"full\", found the text "
            "\"half\"");
}

TEST(AdminThrottle, OfTenantsToComeWaitsForThem) {
  AdminWorld world("throttle: {account: {rate: 2, burst: 3}}");
  world.put("/throttle", R"({"account": {"tokens": 0}})");
  world.clock.advance(1h);
  EXPECT_EQ(world.get("/throttle").at("account").at("tokens"), 0);
  EXPECT_EQ(error_in(world.kms(signed_by("gw0", ask_for(1)))), "ThrottlingException");
  world.clock.advance(500ms);
  EXPECT_EQ(error_in(world.kms(signed_by("gw0", ask_for(1)))), "");
}

TEST(AdminExplain, ChangesNothingAndDrawsNothing) {
  AdminWorld world("rules: [{name: one throttle, times: 1, do: [error: ThrottlingException]}]");
  const int fills = world.counting.fills;
  for (int i = 0; i < 3; ++i) {
    const auto explained =
        world.post("/explain", R"({"access_key_id": "gw0", "number_of_bytes": 32})");
    EXPECT_EQ(explained.at("rule"), "one throttle");
    EXPECT_EQ(explained.at("reply").at("status"), 400);
    EXPECT_TRUE(explained.at("id").is_null());
    EXPECT_TRUE(explained.at("ended").is_null());
  }
  EXPECT_EQ(world.counting.fills, fills);
  EXPECT_EQ(world.get("/tenants").at("tenants").size(), 0u);
  EXPECT_EQ(error_in(world.kms(signed_by("gw0", ask_for(1)))), "ThrottlingException");
  EXPECT_TRUE(world.post("/explain", R"({"access_key_id": "gw0", "number_of_bytes": 32})")
                  .at("rule")
                  .is_null());
  EXPECT_EQ(world.post("/explain", R"({"number_of_bytes": 32})").at("rule"), "one throttle");
}

TEST(AdminExplain, TakesItsTenantFromTheQueryWhereTheBodyNamesNone) {
  AdminWorld world;
  EXPECT_EQ(world.post("/explain?tenant=gw0", R"({"number_of_bytes": 4})").at("tenant"), "gw0");
  EXPECT_EQ(refusal_in(world.ask("POST", "/explain?tenant=gw0", R"({"access_key_id": "gw1"})")),
            "400 InvalidQuery: tenant and access_key_id name two keys; give one of them.");
  const int forgotten = static_cast<int>(world.tenants.losses().forgotten);
  for (int call = 0; call < 1024; ++call) {
    world.kms(test::of_call(std::to_string(call), signed_by("gw0", ask_for(1))));
  }
  world.post("/explain?tenant=gw0", R"({"headers": {"amz-sdk-invocation-id": "new"}})");
  EXPECT_EQ(world.tenants.losses().forgotten, forgotten);
}

TEST(AdminExplain, SignsForAKeyOfTheScenario) {
  AdminWorld world(
      "auth: strict\n"
      "credentials:\n"
      "- {access_key_id: ALICE, secret_access_key: s}\n"
      "- {access_key_id: BOB, secret_access_key: s, denied: implicit}\n");
  const auto error_of = [&](const std::string& body) {
    const auto error = world.post("/explain", body).at("service").at("error");
    return error.is_null() ? "" : error.get<std::string>();
  };
  EXPECT_EQ(error_of(R"({"access_key_id": "ALICE", "number_of_bytes": 4})"), "");
  EXPECT_EQ(error_of(R"({"access_key_id": "BOB", "number_of_bytes": 4})"), "AccessDeniedException");
  EXPECT_EQ(error_of(R"({"access_key_id": "EVE", "number_of_bytes": 4})"),
            "UnrecognizedClientException");
  EXPECT_EQ(error_of(R"({"number_of_bytes": 4})"), "MissingAuthenticationTokenException");
}

TEST(AdminExplain, TakesAMessageAsItStandsOnTheWire) {
  AdminWorld world;
  const auto reply = world.ask("POST", "/explain",
                               "POST / HTTP/1.1\r\nHost: x\r\nContent-Type: "
                               "application/x-amz-json-1.1\r\nX-Amz-Target: "
                               "TrentService.GenerateRandom\r\nContent-Length: 2\r\n\r\n{}",
                               "message/http");
  EXPECT_EQ(nlohmann::json::parse(reply.body).at("service").at("error"), "ValidationException");
  EXPECT_EQ(refusal_in(world.ask("POST", "/explain", "POST / HTTP/1.1\r\n", "message/http")),
            "400 InvalidBody: The message is no HTTP request: it is not whole");
}

TEST(Expiry, IsCountedFromTheFirstRequestOnTheTenantsClock) {
  AdminWorld world(
      "auth: strict\ncredentials: [{access_key_id: ALICE, secret_access_key: s, expires: 10m}]\n");
  const auto ask = [&] {
    http::HttpRequest request = ask_for(4);
    sigv4::sign(
        request,
        {.access_key_id = "ALICE",
         .secret_access_key = "s",
         .region = "us-east-1",
         .service = "kms"},
        std::chrono::floor<std::chrono::seconds>(world.tenants.of("ALICE")->clock().now().wall));
    return error_in(world.kms(request));
  };
  world.clock.advance(1h);
  EXPECT_EQ(ask(), "");
  world.clock.advance(9min);
  EXPECT_EQ(ask(), "");
  world.post("/clock?tenant=ALICE", R"({"advance": "1m"})");
  EXPECT_EQ(ask(), "ExpiredTokenException");
  world.ask("POST", "/reset?tenant=ALICE");
  EXPECT_EQ(ask(), "");
}

}  // namespace
}  // namespace krm::admin

// Verdicts of a running server.
#include <gtest/gtest.h>

#include "tests/support/admin_world.h"

namespace krm::admin {
namespace {

using namespace std::chrono_literals;
using test::AdminWorld;
using test::ask_for;
using test::of_call;
using test::signed_by;

const char* const throttled_once =
    "name: mine\nrules: [{name: once, times: 1, do: [error: ThrottlingException]}]\n"
    "expect: {attempts_per_call: {max: 1}, rules_fired: all}\n";

http::HttpRequest by(const char* tenant, const char* call = "a") {
  return signed_by(tenant, of_call(call, ask_for(4)));
}

std::string verdicts(const nlohmann::json& report) {
  std::string all;
  for (const auto& contract : report["contracts"]) {
    all += contract["name"].get<std::string>() + ":";
    for (const auto& one : contract["expectations"]) all += " " + one["verdict"].get<std::string>();
    for (const auto& tenant : contract["tenants"]) {
      all += " " + tenant["tenant"].get<std::string>() + "=";
      for (const auto& one : tenant["expectations"]) all += one["verdict"].get<std::string>();
    }
    all += ";";
  }
  return all;
}

TEST(Verify, JudgesByTenantAndOverAll) {
  AdminWorld world(throttled_once);
  EXPECT_EQ(verdicts(world.get("/verify")), "mine: broken -=unproven;") << "nobody has called";
  world.kms(by("AKIDONE"));
  world.kms(by("AKIDONE"));
  world.kms(by("AKIDTWO"));
  EXPECT_EQ(verdicts(world.get("/verify")), "mine: holds AKIDONE=broken AKIDTWO=holds;");
  EXPECT_EQ(verdicts(world.get("/verify?tenant=AKIDTWO")), "mine: AKIDTWO=holds;");
  EXPECT_EQ(world.get("/verify")["verdict"], "broken");
}

TEST(Verify, BeginsAgainWithTheTenant) {
  AdminWorld world(throttled_once);
  world.kms(by("AKIDONE"));
  world.kms(by("AKIDONE"));
  world.ask("POST", "/reset?tenant=AKIDONE");
  EXPECT_EQ(verdicts(world.get("/verify")), "mine: broken -=unproven;");
  EXPECT_EQ(verdicts(world.get("/verify?tenant=AKIDONE")), "mine: AKIDONE=unproven;");
  world.kms(by("AKIDONE"));
  EXPECT_EQ(verdicts(world.get("/verify")), "mine: holds AKIDONE=holds;");
}

TEST(Verify, LeavesOutWhatCameBeforeTheScenario) {
  AdminWorld world("name: before\n");
  world.kms(by("AKIDONE"));
  world.put("/scenario?tenant=AKIDONE",
            "{\"version\": 1, \"name\": \"own\", \"expect\": {\"calls\": {\"max\": 1}}}");
  world.kms(by("AKIDONE"));
  EXPECT_EQ(verdicts(world.get("/verify")), "own: AKIDONE=holds;");
  world.kms(by("AKIDONE", "b"));
  EXPECT_EQ(verdicts(world.get("/verify")), "own: AKIDONE=broken;");
}

TEST(Verify, WaitsUntilNothingIsUnderWay) {
  AdminWorld world(throttled_once);
  const http::Answer open = world.open(by("AKIDONE"));
  const auto request =
      AdminWorld::request("GET", "/__admin/verify?settle=2s");  // outlives its answer
  const auto answer = world.own(request);
  const auto& inquiry = std::get<http::Inquiry>(*answer);
  EXPECT_FALSE(inquiry.look(http::Inquiry::Last::no));
  EXPECT_EQ(inquiry.time, 2s);
  open.closed({http::DeliveryReport::End::complete, 400, 100});
  const auto reply = inquiry.look(http::Inquiry::Last::no);
  ASSERT_TRUE(reply);
  EXPECT_EQ(verdicts(nlohmann::json::parse(reply->body)), "mine: holds AKIDONE=holds;");
}

TEST(Verify, CountsTenantsThatWereRemovedSinceTheScenarioBegan) {
  AdminWorld world(throttled_once);
  const std::string id = world.post("/tenants", "{}").at("id");
  world.kms(by(id.c_str()));
  world.kms(by(id.c_str()));
  world.ask("DELETE", "/tenants/" + id);
  EXPECT_EQ(verdicts(world.get("/verify")), "mine: holds " + id + "=broken;");
  EXPECT_EQ(test::refusal_in(world.ask("GET", "/verify?tenant=" + id)).substr(0, 3), "404");
  EXPECT_EQ(world.get("/requests").at("requests").size(), 0u) << "nobody can look at them";
  world.ask("POST", "/reset");
  EXPECT_EQ(verdicts(world.get("/verify")), "mine: broken -=unproven;");
}

TEST(Verify, LeavesOutTenantsThatWereRemovedWithAScenarioOfTheirOwn) {
  AdminWorld world("expect: {calls: {max: 1}, allow_unproven: true}\nname: mine\n");
  const std::string id =
      world
          .post("/tenants",
                R"({"scenario": {"version": 1, "name": "own", "expect": {"signed": true}}})")
          .at("id");
  world.kms(by(id.c_str()));
  world.ask("DELETE", "/tenants/" + id);
  EXPECT_EQ(verdicts(world.get("/verify")), "mine: -=holds;");
}

TEST(Verify, ProvesNothingWhereItHasLostTheCallsOfRemovedTenants) {
  AdminWorld world(test::scenario_of("name: mine\nexpect: {calls: {min: 1}, succeeded: all}\n"), 42,
                   mock::TenantLimits{.tenants = 1});
  for (const auto* key : {"AKIDONE", "AKIDTWO"}) {
    world.kms(by(key));
    world.ask("DELETE", std::string("/tenants/") + key);
  }
  const auto removed = world.tenants.removed();
  ASSERT_EQ(removed.tenants.size(), 1u);
  EXPECT_EQ(removed.tenants.front()->shown(), "AKIDTWO");
  EXPECT_EQ(removed.lost, 1u);
  EXPECT_EQ(verdicts(world.get("/verify")),
            "mine: AKIDTWO=holdsholds (others that were removed)=holdsunproven;");
}

TEST(Verify, IsShownAsPeopleReadItIfAsked) {
  AdminWorld world(throttled_once);
  world.kms(by("AKIDONE"));
  const auto reply = world.ask("GET", "/verify?format=text");
  EXPECT_EQ(reply.body, "contract \"mine\" holds: 2 expectations; 1 tenant, 1 call, 1 request\n");
  EXPECT_EQ(http::find(reply.headers, "Content-Type")->value, "text/plain; charset=utf-8");
}

TEST(Verify, AnswersJunitIfAsked) {
  AdminWorld world(throttled_once);
  world.kms(by("AKIDONE"));
  const auto by_query = world.ask("GET", "/verify?format=junit");
  EXPECT_TRUE(by_query.body.starts_with("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"));
  EXPECT_EQ(http::find(by_query.headers, "Content-Type")->value, "application/xml");
  auto asked = AdminWorld::request("GET", "/__admin/verify");
  asked.headers.push_back({"Accept", "application/xml"});
  EXPECT_EQ(world.reply(asked).body, by_query.body);
}

TEST(Verify, SaysWhereThereIsNothingToJudge) {
  AdminWorld world("name: nothing\n");
  EXPECT_EQ(test::refusal_in(world.ask("GET", "/verify")),
            "409 NoContract: No scenario that is run there has \"expect\", so nothing is judged.");
  EXPECT_EQ(test::refusal_in(world.ask("GET", "/verify?tenant=AKIDNOBODY")).substr(0, 3), "404");
  EXPECT_EQ(test::refusal_in(world.ask("GET", "/verify?format=html")).substr(0, 3), "400");
}

}  // namespace
}  // namespace krm::admin

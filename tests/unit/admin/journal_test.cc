// The journal by the admin API: lists, filters, pages and waits.
#include <gtest/gtest.h>

#include "tests/support/admin_world.h"

namespace krm::admin {
namespace {

using test::AdminWorld;
using test::ask_for;
using test::of_call;
using test::refusal_in;
using test::signed_by;

constexpr auto* throttles =
    "rules: [{name: two throttles, times: 2, do: [error: ThrottlingException]}]";

std::string ids(const nlohmann::json& page) {
  std::string all;
  for (const auto& one : page.at("requests")) all += one.at("id").dump() + " ";
  return all;
}

TEST(AdminRequests, ListThoseOfATenantOldestFirst) {
  AdminWorld world(throttles);
  for (const auto* key : {"gw0", "gw1", "gw0"}) world.kms(signed_by(key, ask_for(32)));
  const auto page = world.get("/requests?tenant=gw0");
  EXPECT_EQ(ids(page), "1 3 ");
  EXPECT_EQ(page.at("next"), 3);
  EXPECT_EQ(page.at("more"), false);
  EXPECT_EQ(page.at("dropped"), 0);
  EXPECT_TRUE(page.at("waited").is_null());
  EXPECT_EQ(ids(world.get("/requests")), "1 2 3 ");
  EXPECT_EQ(ids(world.get("/requests?tenant=nobody")), "");
}

TEST(AdminRequests, LeaveOutTenantsWithAScenarioOfTheirOwn) {
  AdminWorld world;
  world.kms(signed_by("gw0", ask_for(1)));
  world.put("/scenario?tenant=gw0", R"({"version": 1})");
  world.kms(signed_by("gw1", ask_for(1)));
  EXPECT_EQ(ids(world.get("/requests")), "2 ");
  EXPECT_EQ(ids(world.get("/requests?tenant=gw0")), "1 ");
}

TEST(AdminRequests, AreFiltered) {
  AdminWorld world(throttles);
  world.kms(ask_for(1));
  world.kms(test::with(ask_for(1), "X-Amz-Target", "TrentService.Encrypt"));
  world.kms(ask_for(0));
  world.kms(ask_for(1));
  EXPECT_EQ(ids(world.get("/requests?status=200")), "4 ");
  EXPECT_EQ(ids(world.get("/requests?error=ThrottlingException")), "1 3 ");
  EXPECT_EQ(ids(world.get("/requests?rule=two%20throttles")), "1 3 ");
  EXPECT_EQ(ids(world.get("/requests?rule=two+throttles&status=200")), "");
  EXPECT_EQ(ids(world.get("/requests?operation=Encrypt")), "2 ");
  EXPECT_EQ(ids(world.get("/requests?since=3")), "4 ");
}

TEST(AdminRequests, AreFilteredByWhoAnswered) {
  AdminWorld world("upstream: http://moto:5000");
  world.open(ask_for(1));
  world.open(test::with(ask_for(1), "X-Amz-Target", "TrentService.Encrypt"));
  EXPECT_EQ(ids(world.get("/requests?forwarded=true")), "2 ");
  EXPECT_EQ(ids(world.get("/requests?forwarded=false")), "1 ");
  EXPECT_EQ(refusal_in(world.ask("GET", "/requests?forwarded=yes")),
            "400 InvalidQuery: forwarded is \"yes\"; it has to be true or false.");
}

TEST(AdminRequests, ComeInPages) {
  AdminWorld world;
  for (int i = 0; i < 5; ++i) world.kms(ask_for(1));
  auto page = world.get("/requests?limit=2");
  EXPECT_EQ(ids(page), "1 2 ");
  EXPECT_EQ(page.at("more"), true);
  page = world.get("/requests?limit=3&since=" + page.at("next").dump());
  EXPECT_EQ(ids(page), "3 4 5 ");
  EXPECT_EQ(page.at("more"), false);
  page = world.get("/requests?since=" + page.at("next").dump());
  EXPECT_EQ(ids(page), "");
  EXPECT_EQ(page.at("next"), 5);
}

// The request has to outlive the inquiry, as it does on a connection.
class Wait {
 public:
  Wait(AdminWorld& world, const std::string& target)
      : request_(AdminWorld::request("GET", "/__admin" + target)),
        inquiry_(std::get<http::Inquiry>(*world.own(request_))) {}
  const http::Inquiry* operator->() const { return &inquiry_; }

 private:
  const http::HttpRequest request_;
  const http::Inquiry inquiry_;
};

std::string waited(const std::optional<http::HttpReply>& reply) {
  if (!reply) return "waits";
  return nlohmann::json::parse(reply->body).at("waited").get<std::string>();
}

TEST(AdminRequests, AreWaitedForOnlyAsLongAsItTakes) {
  using Last = http::Inquiry::Last;
  AdminWorld world;
  const Wait wait(world, "/requests?tenant=gw0&min=2&wait=5s");
  EXPECT_EQ(wait->time, std::chrono::seconds(5));
  auto changed = wait->changed();
  EXPECT_EQ(waited(wait->look(Last::no)), "waits");
  world.kms(signed_by("gw0", ask_for(1)));
  EXPECT_TRUE(changed->raised()) << "a key that had not called";
  changed = wait->changed();
  EXPECT_EQ(waited(wait->look(Last::no)), "waits");
  world.kms(signed_by("gw1", ask_for(1)));
  EXPECT_FALSE(changed->raised()) << "of another tenant";
  world.kms(signed_by("gw0", ask_for(1)));
  EXPECT_TRUE(changed->raised());
  EXPECT_EQ(waited(wait->look(Last::no)), "met");

  const Wait longer(world, "/requests?tenant=gw0&min=3&wait=1ms");
  EXPECT_EQ(waited(longer->look(Last::timeout)), "timeout");
  EXPECT_EQ(waited(Wait(world, "/requests?min=9&wait=1s")->look(Last::stopping)), "stopped");
  EXPECT_EQ(waited(Wait(world, "/requests?wait=1s")->look(Last::no)), "met");
}

TEST(AdminRequests, AreReadOnceNothingIsUnderWay) {
  using Last = http::Inquiry::Last;
  AdminWorld world;
  const http::Answer open = world.open(signed_by("gw0", ask_for(1)));
  const Wait wait(world, "/requests?tenant=gw0&settle=2s");
  EXPECT_EQ(wait->time, std::chrono::seconds(2));
  EXPECT_FALSE(wait->look(Last::no));
  const auto ended = [](const std::optional<http::HttpReply>& reply) {
    return nlohmann::json::parse(reply->body).at("requests").at(0).at("ended").dump();
  };
  EXPECT_EQ(ended(wait->look(Last::timeout)), "null");
  const auto changed = wait->changed();
  EXPECT_TRUE(Wait(world, "/requests?tenant=gw1&settle=2s")->look(Last::no)) << "of another tenant";
  open.closed({http::DeliveryReport::End::complete, 400, 100});
  EXPECT_TRUE(changed->raised());
  EXPECT_NE(ended(wait->look(Last::no)), "null");
  EXPECT_TRUE(Wait(world, "/calls?tenant=gw0&settle=2s")->look(Last::no));

  const Wait both(world, "/requests?tenant=gw0&min=2&wait=3s&settle=2s");
  EXPECT_EQ(both->time, std::chrono::seconds(3));
  EXPECT_FALSE(both->look(Last::no)) << "there is one request";
  const http::Answer second = world.open(signed_by("gw0", ask_for(1)));
  EXPECT_FALSE(both->look(Last::no)) << "it is under way";
  second.closed({http::DeliveryReport::End::complete, 400, 100});
  EXPECT_EQ(waited(both->look(Last::no)), "met");
}

TEST(AdminRequests, AreWaitedForBeyondAReset) {
  AdminWorld world;
  world.kms(signed_by("gw0", ask_for(1)));
  const Wait wait(world, "/requests?tenant=gw0&min=2&wait=5s");
  const auto changed = wait->changed();
  world.ask("POST", "/reset?tenant=gw0");
  EXPECT_TRUE(changed->raised());
  EXPECT_EQ(waited(wait->look(http::Inquiry::Last::no)), "waits");
  const auto next = wait->changed();
  world.kms(signed_by("gw0", ask_for(1)));
  EXPECT_TRUE(next->raised());
}

TEST(AdminRequests, RefuseQueriesThatMeanNothing) {
  AdminWorld world;
  const auto refusal = [&](const std::string& query) {
    return refusal_in(world.ask("GET", "/requests?" + query));
  };
  EXPECT_EQ(refusal("tennant=x"),
            "400 InvalidQuery: There is no parameter \"tennant\" here; did you mean \"tenant\"?");
  EXPECT_EQ(refusal("limit=1001"),
            "400 InvalidQuery: limit is \"1001\"; it has to be a whole number from 1 to 1000.");
  EXPECT_EQ(refusal("since=-1").substr(0, 16), "400 InvalidQuery");
  EXPECT_EQ(refusal("wait=61s"),
            "400 InvalidQuery: wait is \"61s\"; it has to be a time of at most 60s, with its unit, "
            "as 5s or 250ms.");
  EXPECT_EQ(refusal("min=2"), "400 InvalidQuery: min has no effect without wait; add wait=5s.");
  EXPECT_EQ(refusal("status=200&status=400"),
            "400 InvalidQuery: The parameter status is there twice.");
  EXPECT_EQ(refusal("tenant="),
            "400 InvalidQuery: tenant is \"\"; it has to be a text that is not empty.");
  EXPECT_EQ(refusal("outcome=open").substr(0, 16), "400 InvalidQuery") << "that is for calls";
}

TEST(AdminRequests, ShowOneWithItsRules) {
  AdminWorld world("rules: [{name: small, when: {number_of_bytes: {max: 16}}, do: [close]}]");
  world.kms(ask_for(32));
  EXPECT_TRUE(world.get("/requests").at("requests").at(0).at("rules").is_null());
  EXPECT_EQ(world.get("/requests/1").at("rules").dump(),
            R"([{"because":"number_of_bytes is 32, wanted at most 16","rule":"small",)"
            R"("verdict":"no"}])");
  EXPECT_EQ(world.get("/requests/1?tenant=-").at("id"), 1);
  EXPECT_EQ(refusal_in(world.ask("GET", "/requests/1?tenant=gw0")).substr(0, 17),
            "404 NoSuchRequest");
  for (const auto* id : {"2", "0", "x", "-1", "99999999999999999999"}) {
    EXPECT_EQ(refusal_in(world.ask("GET", std::string("/requests/") + id)).substr(0, 17),
              "404 NoSuchRequest")
        << id;
  }
}

TEST(AdminRequests, AreEmptied) {
  AdminWorld world;
  world.kms(signed_by("gw0", ask_for(1)));
  world.kms(ask_for(1));
  EXPECT_EQ(world.ask("DELETE", "/requests?tenant=gw0").status, 204);
  EXPECT_EQ(ids(world.get("/requests")), "2 ");
  EXPECT_EQ(world.ask("DELETE", "/requests").status, 204);
  EXPECT_EQ(ids(world.get("/requests")), "");
  EXPECT_EQ(refusal_in(world.ask("DELETE", "/requests?tenant=gw9")),
            "404 NoSuchTenant: There is no tenant \"gw9\". A key has one once it has called; POST "
            "/__admin/tenants makes one before.");
}

TEST(AdminCalls, JoinAttemptsAndAreFilteredByAnyOfThem) {
  AdminWorld world(throttles);
  for (const auto* call : {"a", "a", "a", "b"}) world.kms(of_call(call, ask_for(4)));
  const auto page = world.get("/calls");
  ASSERT_EQ(page.at("calls").size(), 2u);
  EXPECT_EQ(page.at("calls").at(0).at("attempts").size(), 3u);
  EXPECT_EQ(page.at("calls").at(0).at("outcome"), "succeeded");
  EXPECT_EQ(page.at("next"), 4);
  EXPECT_EQ(world.get("/calls?error=ThrottlingException").at("calls").size(), 1u);
  EXPECT_EQ(world.get("/calls?outcome=failed").at("calls").size(), 0u);
  EXPECT_EQ(world.get("/calls?since=1").at("calls").at(0).at("invocation_id"), "b");
  const auto open = world.open(of_call("c", ask_for(4)));
  EXPECT_EQ(world.get("/calls?outcome=open").at("calls").size(), 1u);
}

TEST(AdminCalls, NameTheOperation) {
  AdminWorld world;
  world.kms(signed_by("gw0", ask_for(4)));
  world.kms(test::with(signed_by("gw0", ask_for(4)), "X-Amz-Target", "TrentService.Encrypt"));
  const auto calls = world.get("/calls").at("calls");
  EXPECT_EQ(calls.at(0).at("operation"), "GenerateRandom");
  EXPECT_EQ(calls.at(1).at("operation"), "Encrypt");
  EXPECT_EQ(world.ask("GET", "/calls?format=text").body,
            "#0  200  (succeeded)\n#1  Encrypt: 400 UnknownOperationException  (failed)\n");
}

TEST(AdminCalls, AreShownAsTextIfAsked) {
  AdminWorld world(throttles);
  const auto text = [&](const std::string& query) {
    return world.ask("GET", "/calls?format=text" + query);
  };
  EXPECT_EQ(text("").body, "no calls\n");
  world.kms(signed_by("gw0", of_call("a", ask_for(4))));
  world.kms(signed_by("gw0", of_call("b", ask_for(4))));
  const auto reply = text("&tenant=gw0&limit=1");
  EXPECT_EQ(reply.body, "#0  400 ThrottlingException [two throttles]  (failed)\nand 1 more\n");
  EXPECT_EQ(http::find(reply.headers, "Content-Type")->value, "text/plain; charset=utf-8");
  EXPECT_EQ(text("&error=none").body, "no calls\n");
  world.kms(test::with(signed_by("gw2", ask_for(4)), "User-Agent", "node"));
  EXPECT_EQ(text("&tenant=gw2").body,
            "#0  400 ThrottlingException [two throttles]  (failed, node)\n");
  world.ask("DELETE", "/tenants/gw2");
  world.kms(signed_by("gw1", ask_for(4)));
  EXPECT_EQ(text("").body,
            "#0  400 ThrottlingException [two throttles]  (failed, gw0)\n"
            "#1  400 ThrottlingException [two throttles]  (failed, gw0)\n"
            "#0  400 ThrottlingException [two throttles]  (failed, gw1)\n");
  EXPECT_EQ(refusal_in(world.ask("GET", "/calls?format=junit")),
            "400 InvalidQuery: format is \"junit\"; it has to be json or text.");
}

}  // namespace
}  // namespace krm::admin

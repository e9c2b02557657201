#include "admin/routes.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "admin/openapi.h"
#include "admin/resources.h"
#include "tests/support/admin_world.h"

namespace krm::admin {
namespace {

class RoutesTest : public testing::Test {
 protected:
  bool is_ours(std::string target) const {
    return world_.own(test::AdminWorld::request("GET", std::move(target))).has_value();
  }

  // The whole reply as it would stand on the wire.
  std::string ask(std::string method, std::string target) const {
    const auto reply =
        world_.reply(test::AdminWorld::request(std::move(method), std::move(target)));
    return http::encode_head(reply) + reply.body;
  }

  static std::string expected(std::string_view status_line, std::string_view body,
                              std::string_view more = "") {
    return fmt::format(
        "HTTP/1.1 {}\r\n"
        "Cache-Control: no-store\r\n"
        "Date: Tue, 24 Nov 2026 07:15:00 GMT\r\n"
        "Content-Type: application/json\r\n"
        "Content-Length: {}\r\n"
        "{}\r\n{}",
        status_line, body.size(), more, body);
  }

  static std::string status(std::string_view name) {
    return fmt::format(R"({{"status":"{}","version":"{}"}})", name, KRM_VERSION);
  }

  test::AdminWorld world_;
  Health& health_ = world_.health;
};

TEST_F(RoutesTest, OwnTheProbesAndAdminAndNothingElse) {
  for (const auto* ours :
       {"/livez", "/readyz", "/readyz?verbose", "/metrics", "/_localstack/health", "/__admin",
        "/__admin/", "/__admin/requests?tenant=x", "/__admin?x"}) {
    EXPECT_TRUE(is_ours(ours)) << ours;
  }
  for (const auto* kms : {"/", "", "*", "/livezz", "/livez/", "/LIVEZ", "/__administrator",
                          "/?/livez", "//livez", "/%6civez"}) {
    EXPECT_FALSE(is_ours(kms)) << kms;
  }
}

TEST_F(RoutesTest, NameTheScenarioThatIsServed) {
  health_.set(Readiness::ready);
  health_.serves("half \"a\" story", "00ff");
  EXPECT_EQ(ask("GET", "/readyz"),
            expected("200 OK",
                     fmt::format(R"({{"status":"ready","version":"{}",)"
                                 R"("scenario":{{"name":"half \"a\" story","digest":"00ff"}}}})",
                                 KRM_VERSION)));
  EXPECT_EQ(ask("GET", "/livez"), expected("200 OK", status("live")));
}

TEST_F(RoutesTest, SayWhyAnotherScenarioIsNotServedAndStayReady) {
  health_.set(Readiness::ready);
  health_.serves("one", "00ff");
  health_.keeps_the_last("two.yaml:1:1: wrong\n  x\n  ^\n");
  EXPECT_EQ(ask("GET", "/readyz"),
            expected("200 OK", fmt::format(R"({{"status":"ready","version":"{}",)"
                                           R"("scenario":{{"name":"one","digest":"00ff"}},)"
                                           R"("reload_error":"two.yaml:1:1: wrong\n  x\n  ^\n"}})",
                                           KRM_VERSION)));
  health_.serves("two", "01ff");
  EXPECT_EQ(ask("GET", "/readyz"),
            expected("200 OK", fmt::format(R"({{"status":"ready","version":"{}",)"
                                           R"("scenario":{{"name":"two","digest":"01ff"}}}})",
                                           KRM_VERSION)));
}

TEST_F(RoutesTest, AreLiveAlwaysAndReadyInBetween) {
  EXPECT_EQ(ask("GET", "/readyz"), expected("503 Service Unavailable", status("starting")));
  EXPECT_EQ(ask("GET", "/livez"), expected("200 OK", status("live")));
  health_.set(Readiness::ready);
  EXPECT_EQ(ask("GET", "/readyz"), expected("200 OK", status("ready")));
  health_.set(Readiness::stopping);
  EXPECT_EQ(ask("GET", "/readyz"), expected("503 Service Unavailable", status("stopping")));
  EXPECT_EQ(ask("GET", "/livez"), expected("200 OK", status("live")));
}

TEST_F(RoutesTest, GiveHeadTheHeadersOfGet) {
  const std::string whole = ask("GET", "/livez");
  EXPECT_EQ(ask("HEAD", "/livez"), whole.substr(0, whole.find("\r\n\r\n") + 4));
}

TEST_F(RoutesTest, TakeGetAndHeadOnly) {
  for (const auto* method : {"POST", "DELETE", "FOO"}) {
    EXPECT_EQ(
        ask(method, "/livez"),
        expected("405 Method Not Allowed",
                 R"({"error":{"code":"MethodNotAllowed","message":"Probes take GET, HEAD only."}})"
                 "\n",
                 "Allow: GET, HEAD\r\n"));
  }
}

TEST_F(RoutesTest, AnswerUnknownResourcesInTheFormOfTheAdminApi) {
  EXPECT_EQ(ask("GET", "/__admin/nothing"),
            expected("404 Not Found",
                     R"({"error":{"code":"NotFound","message":"There is no such resource. )"
                     R"(GET /__admin lists them."}})"
                     "\n"));
}

TEST_F(RoutesTest, RefuseTargetsThatAreTooLong) {
  const std::string fits = "/livez?" + std::string(1024 - 7, 'x');
  EXPECT_EQ(ask("GET", fits), expected("200 OK", status("live")));
  EXPECT_EQ(
      ask("GET", fits + "x"),
      expected(
          "414 URI Too Long",
          R"({"error":{"code":"TargetTooLong","message":"The target has more than 1024 bytes."}})"
          "\n"));
}

}  // namespace
}  // namespace krm::admin

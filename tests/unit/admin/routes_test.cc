#include "admin/routes.h"

#include <gtest/gtest.h>

namespace krm::admin {
namespace {

TEST(Routes, OwnTheProbesAndAdminAndNothingElse) {
  for (const auto* ours : {"/livez", "/readyz", "/readyz?verbose", "/__admin", "/__admin/",
                           "/__admin/requests?tenant=x", "/__admin?x"}) {
    EXPECT_TRUE(Routes::owns(ours)) << ours;
  }
  for (const auto* kms : {"/", "", "*", "/livezz", "/livez/", "/LIVEZ", "/__administrator",
                          "/?/livez", "//livez", "/%6civez"}) {
    EXPECT_FALSE(Routes::owns(kms)) << kms;
  }
}

class Probes : public testing::Test {
 protected:
  std::string ask(std::string method, std::string path) {
    const Reply reply = routes_.answer({std::move(method), std::move(path)});
    EXPECT_EQ(reply.content_type, "application/json");
    return std::to_string(reply.status) + " " + reply.body + reply.allow;
  }

  std::atomic<Readiness> readiness_{Readiness::starting};
  Routes routes_{readiness_};
};

TEST_F(Probes, AreLiveAlwaysAndReadyInBetween) {
  const std::string version = R"(","version":")" KRM_VERSION R"("})";
  EXPECT_EQ(ask("GET", "/readyz"), R"(503 {"status":"starting)" + version);
  EXPECT_EQ(ask("GET", "/livez"), R"(200 {"status":"live)" + version);
  readiness_ = Readiness::ready;
  EXPECT_EQ(ask("GET", "/readyz"), R"(200 {"status":"ready)" + version);
  EXPECT_EQ(ask("HEAD", "/readyz"), R"(200 {"status":"ready)" + version);
  readiness_ = Readiness::stopping;
  EXPECT_EQ(ask("GET", "/readyz"), R"(503 {"status":"stopping)" + version);
  EXPECT_EQ(ask("GET", "/livez"), R"(200 {"status":"live)" + version);
}

TEST_F(Probes, TakeGetAndHeadOnly) {
  EXPECT_EQ(
      ask("POST", "/livez"),
      R"(405 {"error":{"code":"MethodNotAllowed","message":"Probes take GET and HEAD only."}})"
      "GET, HEAD");
}

TEST_F(Probes, AnswerUnknownResourcesInTheFormOfTheAdminApi) {
  EXPECT_EQ(ask("GET", "/__admin/nothing"),
            R"(404 {"error":{"code":"NotFound","message":"There is no such resource."}})");
}

}  // namespace
}  // namespace krm::admin

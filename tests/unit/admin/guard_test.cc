// Who may use the admin API, and what describes it.
#include "admin/guard.h"

#include <gtest/gtest.h>

#include <set>

#include "base/ascii.h"
#include "tests/support/admin_world.h"

namespace krm::admin {
namespace {

using test::AdminWorld;
using test::refusal_in;
using test::with;

std::string verdict(const Access& access, const std::vector<http::Header>& headers,
                    http::Transport transport = http::Transport::http) {
  http::HttpRequest request = AdminWorld::request("GET", "/__admin");
  request.transport = transport;
  for (const http::Header& one : headers) set(request.headers, one.name, one.value);
  const auto refused = refuse_stranger(request, access);
  if (!refused) return "passes";
  return nlohmann::json::parse(refused->body).at("error").at("code").get<std::string>();
}

TEST(Guard, KnowsLoopbackAddressesAndAllowedNames) {
  for (const auto* host :
       {"localhost", "localhost:4599", "LOCALHOST:1", "kms.localhost:4599", "127.0.0.1",
        "10.0.0.7:80", "[::1]:4599", "[2001:db8::1]", "kms", "Kms:4599"}) {
    EXPECT_EQ(verdict({.hosts = {"kms"}}, {{"Host", host}}), "passes") << host;
  }
  for (const auto* host :
       {"", "evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "kms.evil.example",
        "localhost@evil.example", "[::1", "[::1].evil.example", "localhost:80.evil.example",
        "127.1", "1.2.3.4.5", "evil.example:4599", ":4599"}) {
    EXPECT_EQ(verdict({.hosts = {"kms"}}, {{"Host", host}}), "HostNotAllowed") << host;
  }
  EXPECT_EQ(
      refusal_in(
          AdminWorld().reply(with(AdminWorld::request("GET", "/__admin"), "Host", "kms:4599"))),
      "403 HostNotAllowed: Host is \"kms\", which is neither loopback nor an address. If that "
      "name is yours, serve with --allow-host kms.");
}

TEST(Guard, RefusesPagesOfOtherSites) {
  const auto of = [](const char* name, const char* value) {
    return verdict({}, {{"Host", "localhost:4599"}, {name, value}});
  };
  EXPECT_EQ(of("Origin", "http://localhost:4599"), "passes");
  for (const auto* origin : {"http://localhost:3000", "https://localhost:4599", "null", "",
                             "http://evil.example", "http://localhost"}) {
    EXPECT_EQ(of("Origin", origin), "CrossSite") << origin;
  }
  EXPECT_EQ(of("Sec-Fetch-Site", "same-origin"), "passes");
  EXPECT_EQ(of("Sec-Fetch-Site", "none"), "passes");
  EXPECT_EQ(of("Sec-Fetch-Site", "cross-site"), "CrossSite");
  EXPECT_EQ(of("Sec-Fetch-Site", "same-site"), "CrossSite");
  EXPECT_EQ(verdict({}, {{"Host", "localhost:4599"}, {"Origin", "https://localhost:4599"}},
                    http::Transport::https),
            "passes");
}

TEST(Guard, DemandsTheTokenOfEveryRequest) {
  const auto with_header = [](const char* value) {
    return verdict({.token = "s3cret"}, {{"Authorization", value}});
  };
  EXPECT_EQ(with_header("Bearer s3cret"), "passes");
  EXPECT_EQ(with_header("bearer s3cret"), "passes");
  for (const auto* wrong : {"", "Bearer", "Bearer ", "Bearer s3cre", "Bearer s3cret ", "s3cret",
                            "Basic s3cret", "Bearer S3CRET"}) {
    EXPECT_EQ(with_header(wrong), "Unauthorized") << wrong;
  }
  AdminWorld world;
  const Routes routes(world.control, {.token = "s3cret"});
  const auto reply =
      std::get<http::HttpReply>(*routes.answer(AdminWorld::request("GET", "/__admin/schema")));
  EXPECT_EQ(reply.status, 401);
  EXPECT_EQ(http::value_of(reply.headers, "WWW-Authenticate"), "Bearer");
  EXPECT_EQ(http::find(reply.headers, "Access-Control-Allow-Origin"), nullptr);
  EXPECT_EQ(
      std::get<http::HttpReply>(*routes.answer(AdminWorld::request("GET", "/metrics"))).status,
      200);
}

TEST(Guard, LetsProbesPassWithAnyHost) {
  AdminWorld world;
  for (const auto* path : {"/livez", "/metrics", "/_localstack/health"}) {
    EXPECT_EQ(world.reply(with(AdminWorld::request("GET", path), "Host", "evil.example")).status,
              200);
  }
}

TEST(Routes, SayWhereTheApiIsWhenItIsElsewhere) {
  AdminWorld world;
  const Routes routes(world.control, {}, "The admin API is at port 9 (--admin-port).");
  const auto reply =
      std::get<http::HttpReply>(*routes.answer(AdminWorld::request("GET", "/__admin/requests")));
  EXPECT_EQ(refusal_in(reply), "404 NotHere: The admin API is at port 9 (--admin-port).");
  EXPECT_TRUE(routes.answer(AdminWorld::request("GET", "/livez")));
}

TEST(Routes, RefuseWhatAMethodDoesNotTake) {
  AdminWorld world;
  EXPECT_EQ(refusal_in(world.ask("PATCH", "/clock")),
            "405 MethodNotAllowed: It takes GET, HEAD, PUT, POST only.");
  EXPECT_EQ(http::value_of(world.ask("OPTIONS", "/reset").headers, "Allow"), "POST");
  EXPECT_EQ(world.ask("POST", "/reset", "{}").status, 204);
  EXPECT_EQ(refusal_in(world.ask("POST", "/reset", "{\"a\": 1}")),
            "400 InvalidBody: It takes no body.");
  EXPECT_EQ(refusal_in(world.ask("GET", "/reqests")),
            "404 NotFound: There is no such resource; did you mean \"/__admin/requests\"? GET "
            "/__admin lists them.");
  EXPECT_EQ(world.ask("HEAD", "/clock").body, "");
  EXPECT_EQ(refusal_in(world.ask("GET", "/tenants/a/b")).substr(0, 12), "404 NotFound");
}

std::set<std::string> in_the_document(const nlohmann::json& document) {
  std::set<std::string> all;
  for (const auto& [path, methods] : document.at("paths").items()) {
    if (!path.starts_with("/__admin")) continue;
    for (const auto& [method, operation] : methods.items()) all.insert(path + " " + method);
  }
  return all;
}

TEST(OpenApi, NamesEveryPathAndMethodOfTheIndex) {
  AdminWorld world;
  std::set<std::string> listed;
  const auto index = world.get("");
  for (const auto& resource : index.at("resources")) {
    for (std::string method : resource.at("methods")) {
      listed.insert(resource.at("path").get<std::string>() + " " + base::lower_case(method));
    }
  }
  const auto document = world.get("/openapi.json");
  EXPECT_EQ(document.at("openapi"), "3.1.0");
  EXPECT_EQ(in_the_document(document), listed);
  EXPECT_EQ(listed.size(), 24u);
  for (const auto* probe : {"/livez", "/readyz", "/metrics", "/_localstack/health"}) {
    EXPECT_TRUE(document.at("paths").contains(probe)) << probe;
  }
  EXPECT_EQ(world.get("/schema").at("title"), "A scenario of kms-random-mock");
}

TEST(Metrics, CountWhatWasAnsweredWithoutAWordOfAClient) {
  AdminWorld world("rules: [{times: 1, do: [error: ThrottlingException, latency: 83ms]}]");
  world.kms(test::ask_for(1));
  world.kms(test::ask_for(1));
  world.kms(with(test::ask_for(1), "X-Amz-Target", "TrentService.<img>"));
  const std::string text = world.reply(AdminWorld::request("GET", "/metrics")).body;
  for (
      const std::string line :
      {R"(kms_random_mock_requests_total{operation="GenerateRandom",reply="200"} 1)",
       R"(kms_random_mock_requests_total{operation="GenerateRandom",reply="ThrottlingException"} 1)",
       R"(kms_random_mock_requests_total{operation="other",reply="UnknownOperationException"} 1)",
       R"(kms_random_mock_faults_total{kind="latency"} 1)",
       R"(kms_random_mock_request_seconds_count 3)", R"(kms_random_mock_journal_entries 3)",
       R"(# TYPE kms_random_mock_request_seconds histogram)"}) {
    EXPECT_NE(text.find(line + "\n"), std::string::npos) << line << "\n" << text;
  }
  EXPECT_EQ(text.find("img"), std::string::npos);
}

}  // namespace
}  // namespace krm::admin

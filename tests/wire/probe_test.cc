// The mock's own paths on KMS's port: probes, what admin does not have, and what is not theirs.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "base/version.h"
#include "tests/support/server_fixture.h"
#include "tests/wire/messages.h"

namespace krm::test {
namespace {

using admin::Readiness;

std::string head(std::string_view status, std::size_t length, std::string_view more = "") {
  return fmt::format(
      "HTTP/1.1 {}\r\nCache-Control: no-store\r\nDate: Tue, 24 Nov 2026 07:15:00 GMT\r\n"
      "Content-Type: application/json\r\nContent-Length: {}\r\n{}\r\n",
      status, length, more);
}

std::string state(std::string_view name) {
  return fmt::format(R"({{"status":"{}","version":"{}"}})", name, base::version);
}

std::string reply(std::string_view status, std::string_view body, std::string_view more = "") {
  return head(status, body.size(), more).append(body);
}

constexpr std::string_view no_such_resource =
    R"({"error":{"code":"NotFound","message":"There is no such resource. GET /__admin lists them."}})"
    "\n";
constexpr std::string_view too_long =
    R"({"error":{"code":"TargetTooLong","message":"The target has more than 1024 bytes."}})"
    "\n";
constexpr std::string_view wrong_method =
    R"({"error":{"code":"MethodNotAllowed","message":"Probes take GET, HEAD only."}})"
    "\n";

// One connection, which every reply must leave open.
class Probe : public testing::Test {
 protected:
  void send(std::string_view method_and_target) {
    client_.send(fmt::format("{} HTTP/1.1\r\nHost: localhost\r\n\r\n", method_and_target));
  }

  std::string answer_to(std::string_view method_and_target) {
    send(method_and_target);
    return client_.read_reply();
  }

  void TearDown() override {
    EXPECT_EQ(answer_to("GET /livez"), reply("200 OK", state("live"))) << "the connection is kept";
  }

  Server server_;
  SocketClient client_ = server_.connect();
};

TEST_F(Probe, LivesInEveryState) {
  for (const Readiness readiness : {Readiness::starting, Readiness::ready, Readiness::stopping}) {
    server_.set(readiness);
    EXPECT_EQ(answer_to("GET /livez"), reply("200 OK", state("live")));
  }
}

TEST_F(Probe, IsReadyBetweenStartingAndStopping) {
  server_.set(Readiness::starting);
  EXPECT_EQ(answer_to("GET /readyz"), reply("503 Service Unavailable", state("starting")));
  server_.set(Readiness::ready);
  EXPECT_EQ(answer_to("GET /readyz"), reply("200 OK", state("ready")));
  server_.set(Readiness::stopping);
  EXPECT_EQ(answer_to("GET /readyz"), reply("503 Service Unavailable", state("stopping")));
}

TEST_F(Probe, HasNoBodyForHead) {
  send("HEAD /readyz");
  EXPECT_EQ(client_.read_head(), head("200 OK", state("ready").size()));
}

TEST_F(Probe, TakesGetAndHeadOnly) {
  for (const std::string_view method : {"POST", "PUT", "DELETE", "PATCH", "OPTIONS", "BREW"}) {
    EXPECT_EQ(answer_to(fmt::format("{} /readyz", method)),
              reply("405 Method Not Allowed", wrong_method, "Allow: GET, HEAD\r\n"))
        << method;
  }
}

TEST_F(Probe, DoesNotMindAQuery) {
  EXPECT_EQ(answer_to("GET /livez?verbose=1"), reply("200 OK", state("live")));
}

TEST_F(Probe, IsNotChangedByHeadersThatAskForMore) {
  client_.send(
      "GET /livez HTTP/1.1\r\nHost: x\r\nRange: bytes=0-3\r\nAccept-Encoding: gzip, br\r\n"
      "Authorization: AWS4-HMAC-SHA256 x\r\nOrigin: https://example.com\r\n\r\n");
  EXPECT_EQ(client_.read_reply(), reply("200 OK", state("live")));
}

TEST_F(Probe, IsNotFoundElsewhereInAdmin) {
  for (const std::string_view target :
       {"/__admin/unknown", "/__admin/%2e%2e/livez", "/__admin/a/b/c/d"}) {
    EXPECT_EQ(answer_to(fmt::format("GET {}", target)), reply("404 Not Found", no_such_resource))
        << target;
  }
}

TEST_F(Probe, LeavesEveryOtherPathToKms) {
  for (const std::string_view target :
       {"/livezz", "/livez/", "/LIVEZ", "/%6civez", "/__adminx", "//livez", "/x/__admin/"}) {
    client_.send(
        fmt::format("POST {} HTTP/1.1\r\nHost: x\r\n{}{}Content-Length: 20\r\n\r\n"
                    "{{\"NumberOfBytes\":32}}",
                    target, target_header, type_header));
    EXPECT_EQ(client_.read_reply(), kms_reply("200 OK", plaintext_32)) << target;
  }
}

TEST_F(Probe, HasTargetsOfAThousandBytesAndNoMore) {
  const std::string prefix = "/__admin/";
  const std::string longest = prefix + std::string(1024 - prefix.size(), 'a');
  EXPECT_EQ(answer_to("GET " + longest), reply("404 Not Found", no_such_resource));
  EXPECT_EQ(answer_to("GET " + longest + "a"), reply("414 URI Too Long", too_long));
  EXPECT_EQ(answer_to("GET /livez?" + longest), reply("414 URI Too Long", too_long));
}

TEST(ProbeConnection, EndsWhenTheClientAsksSo) {
  const Server server;
  SocketClient client = server.connect();
  client.send("GET /livez HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  EXPECT_EQ(client.read_to_end(),
            (Received{reply("200 OK", state("live"), "Connection: close\r\n"), End::fin}));
}

TEST(ProbeConnection, IsKeptForHttp10OnRequest) {
  const Server server;
  SocketClient client = server.connect();
  for (int i = 0; i < 2; ++i) {
    client.send("GET /livez HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
    EXPECT_EQ(client.read_reply(), reply("200 OK", state("live"), "Connection: keep-alive\r\n"));
  }
  client.send("GET /livez HTTP/1.0\r\n\r\n");
  EXPECT_EQ(client.read_to_end(), (Received{reply("200 OK", state("live")), End::fin}));
}

}  // namespace
}  // namespace krm::test

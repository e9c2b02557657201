// The mock's own paths on KMS's port: probes, what admin does not have, and what is not theirs.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "base/version.h"
#include "tests/support/server_fixture.h"
#include "tests/wire/messages.h"

namespace krm::test {
namespace {

using admin::Readiness;

// cpp-httplib writes the headers of these replies in an order of its own, which differs between its
// versions: here they are sorted.
std::string sorted(const std::string& reply) {
  const auto status_end = reply.find("\r\n") + 2;
  const auto head_end = reply.find("\r\n\r\n") + 2;
  std::vector<std::string> lines;
  for (auto at = status_end; at < head_end;) {
    const auto next = reply.find("\r\n", at) + 2;
    lines.push_back(reply.substr(at, next - at));
    at = next;
  }
  std::ranges::sort(lines);
  std::string all = reply.substr(0, status_end);
  for (const std::string& line : lines) all += line;
  return all + reply.substr(head_end);
}

std::string head(std::string_view status, std::size_t length, std::string_view allow = "",
                 std::string_view connection = "") {
  return fmt::format(
      "HTTP/1.1 {}\r\n{}Cache-Control: no-store\r\n{}Content-Length: {}\r\n"
      "Content-Type: application/json\r\nDate: <date>\r\n\r\n",
      status, allow, connection, length);
}

std::string state(std::string_view name) {
  return fmt::format(R"({{"status":"{}","version":"{}"}})", name, base::version);
}

std::string reply(std::string_view status, std::string_view body, std::string_view allow = "") {
  return head(status, body.size(), allow).append(body);
}

constexpr std::string_view no_such_resource =
    R"({"error":{"code":"NotFound","message":"There is no such resource."}})";
constexpr std::string_view wrong_method =
    R"({"error":{"code":"MethodNotAllowed","message":"Probes take GET and HEAD only."}})";

// One connection, which every reply must leave open.
class Probe : public testing::Test {
 protected:
  void send(std::string_view method_and_target) {
    client_.send(fmt::format("{} HTTP/1.1\r\nHost: x\r\n\r\n", method_and_target));
  }

  std::string answer_to(std::string_view method_and_target) {
    send(method_and_target);
    return sorted(without_dates(client_.read_reply()));
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
  EXPECT_EQ(sorted(without_dates(client_.read_head())), head("200 OK", state("ready").size()));
}

TEST_F(Probe, TakesGetAndHeadOnly) {
  for (const std::string_view method : {"POST", "PUT", "DELETE", "PATCH", "OPTIONS"}) {
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
  EXPECT_EQ(sorted(without_dates(client_.read_reply())), reply("200 OK", state("live")));
}

TEST_F(Probe, IsNotFoundElsewhereInAdmin) {
  for (const std::string_view target :
       {"/__admin", "/__admin/", "/__admin/unknown", "/__admin/livez", "/__admin/%2e%2e/livez",
        "/__admin?x", "/__admin/%zz"}) {
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
  send("GET " + longest + "a");
  const std::string too_long = client_.read_reply();
  EXPECT_TRUE(too_long.starts_with("HTTP/1.1 414 URI Too Long\r\n")) << too_long;
  EXPECT_TRUE(too_long.ends_with("\r\nContent-Length: 0\r\n\r\n")) << too_long;
}

TEST(ProbeConnection, EndsWhenTheClientAsksSo) {
  const Server server;
  SocketClient client = server.connect();
  client.send("GET /livez HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  const Received received = client.read_to_end();
  EXPECT_EQ(sorted(without_dates(received.bytes)),
            head("200 OK", state("live").size(), "", "Connection: close\r\n") + state("live"));
  EXPECT_EQ(received.end, End::fin);
}

}  // namespace
}  // namespace krm::test

// Signatures over what really arrives, and what the command line has to say about them.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/support/scenario_world.h"
#include "tests/support/server_fixture.h"
#include "tests/support/signed_request.h"
#include "tests/wire/serving.h"

namespace krm::test {
namespace {

const std::string credentials =
    "credentials: [{access_key_id: AKIDEXAMPLE, secret_access_key: "
    "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY}]";

std::string answer_to(const std::string& bytes) {
  const Server server(scenario_of("auth: strict\n" + credentials));
  SocketClient client = server.connect();
  client.send(bytes);
  return client.read_reply();
}

// As its client signs it; the lines are sent as they stand here.
struct Sent {
  std::string target = "/";
  std::string lines = "X-More:  a   b \r\nX-More: c\r\n";
  std::string body = "Content-Length: 21\r\n\r\n{\"NumberOfBytes\": 32}";
};

std::string bytes_of(const Sent& sent) {
  http::HttpRequest request = generate_random("{\"NumberOfBytes\": 32}");
  request.target = "/a%2Fb/?q=1&p=%20";
  request = with(request, "X-More", "a b,c");
  request = signed_as({.signed_headers = "host;x-amz-date;x-amz-target;x-more"}, request);
  const std::string authorization = http::find(request.headers, "Authorization")->value;
  return fmt::format(
      "POST {} HTTP/1.1\r\nhost:127.0.0.1:4599\r\n{}{}X-AMZ-DATE: 20261124T071500Z\r\n"
      "authorization: {}\r\n{}{}",
      sent.target, target_header, type_header, authorization, sent.lines, sent.body);
}

const std::string mismatch = kms_reply(
    "400 Bad Request",
    R"({"__type":"InvalidSignatureException","message":"The request signature we calculated does )"
    R"(not match the signature you provided. Check your AWS Secret Access Key and signing method. )"
    R"(Consult the service documentation for details."})");

TEST(Signature, IsOfTheRequestAsItArrives) {
  const std::string granted = kms_reply("200 OK", plaintext_32);
  const std::string target = "/a%2Fb/?q=1&p=%20";
  EXPECT_EQ(answer_to(bytes_of({.target = target})), granted);
  EXPECT_EQ(answer_to(bytes_of({.target = target, .lines = "X-More: a b\r\nx-more: c\r\n"})),
            granted);
  EXPECT_EQ(answer_to(bytes_of({.target = "//./a%2Fb/?p=%20&q=1"})), granted);
  EXPECT_EQ(
      answer_to(bytes_of(
          {.target = target,
           .body = "Transfer-Encoding: chunked\r\n\r\n1\r\n{\r\n14\r\n\"NumberOfBytes\": 32}\r\n"
                   "0\r\n\r\n"})),
      granted);
  EXPECT_EQ(answer_to(bytes_of({.target = "/a/b/?q=1&p=%20"})), mismatch);
  EXPECT_EQ(answer_to(bytes_of({.target = target, .lines = "X-More: c\r\nX-More: a b\r\n"})),
            mismatch);
  EXPECT_EQ(answer_to(bytes_of({.target = target, .lines = ""})), mismatch);
  EXPECT_EQ(answer_to(bytes_of(
                {.target = target, .body = "Content-Length: 21\r\n\r\n{\"NumberOfBytes\": 31}"})),
            mismatch);
}

const std::string missing_token =
    R"({"__type":"MissingAuthenticationTokenException","message":"Missing Authentication Token"})";

TEST(Signature, IsAskedForByTheFlagWhateverTheScenarioSays) {
  const std::string off =
      "{version: 1, name: mine, seed: 42, region: us-east-1, " + credentials + "}";
  const Serving strict({"--scenario-yaml", off, "--auth", "strict"});
  EXPECT_EQ(strict.said(), "scenario \"mine\", seed 42, auth strict\n");
  EXPECT_EQ(strict.hears_body(), missing_token);
  const Serving by_default({"--scenario-yaml", off});
  EXPECT_EQ(by_default.said(),
            "scenario \"mine\", seed 42\nwarning: scenario \"mine\": no effect unless auth is "
            "strict: credentials, region\n");
  EXPECT_EQ(by_default.hears_reply().substr(0, 15), "HTTP/1.1 200 OK");
  const Serving as_written(
      {"--scenario-yaml", "{version: 1, auth: strict, " + credentials + "}", "--auth", "off"});
  EXPECT_EQ(as_written.hears_reply().substr(0, 15), "HTTP/1.1 200 OK");
}

TEST(Signature, CannotBeRightWithoutCredentials) {
  const Serving strict({"--auth", "strict"});
  EXPECT_EQ(
      strict.said(),
      "warning: auth is strict and no scenario lists credentials: every signature is refused\n");
  EXPECT_EQ(strict.hears_body(), missing_token);
}

}  // namespace
}  // namespace krm::test

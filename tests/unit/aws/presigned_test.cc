// The query form of a signature.
#include <gtest/gtest.h>

#include <memory>
#include <optional>
#include <string>

#include "aws/authenticate.h"
#include "aws/canonical_request.h"
#include "aws/percent_encoding.h"
#include "aws/timestamp.h"
#include "tests/support/requests.h"

namespace krm::aws {
namespace {

const std::string secret = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
const std::chrono::sys_seconds signed_at = *parse_timestamp("20261124T071500Z");

SignatureRules rules() {
  SignatureRules rules{.auth = Auth::strict, .service = "kms", .region = {}, .keys = {}};
  const auto add = [&](const std::string& id, std::optional<std::string> token) {
    rules.keys.emplace(
        id, std::make_shared<const AccessKey>(AccessKey::Terms{
                .secret_access_key = secret, .session_token = std::move(token), .expired = false}));
  };
  add("AKIDEXAMPLE", std::nullopt);
  add("ASIAEXAMPLE", "a+token/of=a session");
  return rules;
}

struct Presign {
  std::string access_key_id = "AKIDEXAMPLE";
  std::string expires = "&X-Amz-Expires=3600";
  std::string token{};
};

http::HttpRequest presigned(const Presign& as = {}) {
  http::HttpRequest request = test::ask_for(8);
  request.target = "/?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=" + as.access_key_id +
                   "%2F20261124%2Fus-east-1%2Fkms%2Faws4_request&X-Amz-Date=20261124T071500Z" +
                   as.expires + "&X-Amz-SignedHeaders=host%3Bx-amz-target";
  if (!as.token.empty()) request.target += "&X-Amz-Security-Token=" + percent_encoded(as.token);
  const Scope scope{"20261124", "us-east-1", "kms"};
  const std::string canonical = canonical_request(request, "host;x-amz-target", true).text();
  request.target +=
      "&X-Amz-Signature=" + SigningKey(key_material(secret), scope)
                                .sign(string_to_sign("20261124T071500Z", scope, canonical));
  return request;
}

std::string refusal(const http::HttpRequest& request, std::chrono::seconds later = {}) {
  const auto passed = authenticate(request, rules(), signed_at + later);
  return passed ? "" : passed.error().error.body();
}

std::string without(const std::string& target, const std::string& parameter) {
  const auto from = target.find(parameter + "=");
  const auto end = std::min(target.find('&', from), target.size() - 1);
  return target.substr(0, from) + target.substr(end + 1);
}

TEST(Presigned, IsTaken) {
  EXPECT_EQ(refusal(presigned()), "");
  EXPECT_EQ(refusal(presigned({.access_key_id = "ASIAEXAMPLE", .token = "a+token/of=a session"})),
            "");
}

TEST(Presigned, IsGoodForAsLongAsItSays) {
  using namespace std::chrono_literals;
  EXPECT_EQ(refusal(presigned(), 3600s), "");
  EXPECT_EQ(
      refusal(presigned(), 3601s),
      R"({"__type":"InvalidSignatureException","message":"Signature expired: )"
      "20261124T071500Z is now earlier than 20261124T071501Z (20261124T081501Z - 60 min.)\"}");
  EXPECT_EQ(
      refusal(presigned({.expires = "&X-Amz-Expires=61"}), 62s),
      R"({"__type":"InvalidSignatureException","message":"Signature expired: )"
      "20261124T071500Z is now earlier than 20261124T071501Z (20261124T071602Z - 61 sec.)\"}");
  EXPECT_EQ(refusal(presigned({.expires = ""}), 300s), "");
  EXPECT_NE(refusal(presigned({.expires = ""}), 301s), "");
  EXPECT_EQ(refusal(presigned(), -300s), "");
  EXPECT_NE(refusal(presigned(), -301s), "");
}

TEST(Presigned, HasALifetimeOfASecondToAWeek) {
  for (const std::string good : {"1", "604800"}) {
    EXPECT_EQ(refusal(presigned({.expires = "&X-Amz-Expires=" + good})), "") << good;
  }
  for (const std::string bad : {"0", "-1", "604801", "1h", "99999999999999999999", ""}) {
    EXPECT_EQ(refusal(presigned({.expires = "&X-Amz-Expires=" + bad})),
              R"({"__type":"IncompleteSignatureException","message":"X-Amz-Expires must be a )"
              R"(number of seconds from 1 to 604800. Got ')" +
                  bad + R"('."})");
  }
}

TEST(Presigned, LacksWhatItLacks) {
  const auto sentence = [](const std::string& name) {
    return "AWS query-string parameters must include '" + name + "'. ";
  };
  const auto incomplete = [](const std::string& sentences) {
    return R"({"__type":"IncompleteSignatureException","message":")" + sentences +
           R"(Re-examine the query-string parameters."})";
  };
  for (const std::string name :
       {"X-Amz-Credential", "X-Amz-Signature", "X-Amz-SignedHeaders", "X-Amz-Date"}) {
    http::HttpRequest request = presigned();
    request.target = without(request.target, name);
    EXPECT_EQ(refusal(request), incomplete(sentence(name))) << request.target;
  }
  http::HttpRequest nothing = test::ask_for(8);
  nothing.target = "/?X-Amz-Algorithm";
  EXPECT_EQ(refusal(nothing),
            incomplete(sentence("X-Amz-Algorithm") + sentence("X-Amz-Credential") +
                       sentence("X-Amz-Signature") + sentence("X-Amz-SignedHeaders") +
                       sentence("X-Amz-Date")));
  nothing.target = "/?X-Amz-Credential=a&X-Amz-Signature=b&X-Amz-SignedHeaders=c&X-Amz-Date=d";
  EXPECT_EQ(refusal(nothing),
            R"({"__type":"MissingAuthenticationTokenException","message":"Missing Authentication )"
            R"(Token"})");
}

TEST(Presigned, CountsWhereTheAuthorizationHeaderIsEmpty) {
  EXPECT_EQ(refusal(test::with(presigned(), "Authorization", "")), "");
}

TEST(Presigned, WantsTheSessionTokenInTheQuery) {
  const std::string invalid =
      R"({"__type":"UnrecognizedClientException","message":"The security token included in the )"
      R"(request is invalid."})";
  EXPECT_EQ(refusal(presigned({.access_key_id = "ASIAEXAMPLE"})), invalid);
  EXPECT_EQ(refusal(test::with(presigned({.access_key_id = "ASIAEXAMPLE"}), "X-Amz-Security-Token",
                               "a+token/of=a session")),
            invalid);
  EXPECT_EQ(refusal(presigned({.token = "superfluous"})), invalid);
}

}  // namespace
}  // namespace krm::aws

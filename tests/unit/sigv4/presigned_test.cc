// The query form of a signature.
#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "sigv4/authenticate.h"
#include "sigv4/canonical_request.h"
#include "sigv4/percent_encoding.h"
#include "sigv4/timestamp.h"
#include "tests/support/requests.h"
#include "tests/support/signed_request.h"

namespace krm::sigv4 {
namespace {

const std::string secret = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
const std::chrono::sys_seconds signed_at = *parse_timestamp("20261124T071500Z");

SignatureRules key_and_token() {
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

std::string refusal_of(const http::HttpRequest& request, std::chrono::seconds later = {}) {
  const auto passed = test::authenticated(request, key_and_token(), signed_at + later);
  return passed ? "" : passed.error().error.body();
}

std::string without(const std::string& target, const std::string& parameter) {
  const auto from = target.find(parameter + "=");
  const auto end = std::min(target.find('&', from), target.size() - 1);
  return target.substr(0, from) + target.substr(end + 1);
}

TEST(Presigned, IsTaken) {
  EXPECT_EQ(refusal_of(presigned()), "");
  EXPECT_EQ(
      refusal_of(presigned({.access_key_id = "ASIAEXAMPLE", .token = "a+token/of=a session"})), "");
}

TEST(Presigned, IsGoodForAsLongAsItSays) {
  using namespace std::chrono_literals;
  EXPECT_EQ(refusal_of(presigned(), 3600s), "");
  EXPECT_EQ(
      refusal_of(presigned(), 3601s),
      R"({"__type":"InvalidSignatureException","message":"Signature expired: )"
      "20261124T071500Z is now earlier than 20261124T071501Z (20261124T081501Z - 60 min.)\"}");
  EXPECT_EQ(
      refusal_of(presigned({.expires = "&X-Amz-Expires=61"}), 62s),
      R"({"__type":"InvalidSignatureException","message":"Signature expired: )"
      "20261124T071500Z is now earlier than 20261124T071501Z (20261124T071602Z - 61 sec.)\"}");
  EXPECT_EQ(refusal_of(presigned({.expires = ""}), 300s), "");
  EXPECT_NE(refusal_of(presigned({.expires = ""}), 301s), "");
  EXPECT_EQ(refusal_of(presigned(), -300s), "");
  EXPECT_NE(refusal_of(presigned(), -301s), "");
}

TEST(Presigned, HasALifetimeOfASecondToAWeek) {
  for (const std::string good : {"1", "604800"}) {
    EXPECT_EQ(refusal_of(presigned({.expires = "&X-Amz-Expires=" + good})), "") << good;
  }
  for (const std::string bad : {"0", "-1", "604801", "1h", "99999999999999999999", ""}) {
    EXPECT_EQ(refusal_of(presigned({.expires = "&X-Amz-Expires=" + bad})),
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
    EXPECT_EQ(refusal_of(request), incomplete(sentence(name))) << request.target;
  }
  http::HttpRequest nothing = test::ask_for(8);
  nothing.target = "/?X-Amz-Algorithm";
  EXPECT_EQ(refusal_of(nothing),
            incomplete(sentence("X-Amz-Algorithm") + sentence("X-Amz-Credential") +
                       sentence("X-Amz-Signature") + sentence("X-Amz-SignedHeaders") +
                       sentence("X-Amz-Date")));
  nothing.target = "/?X-Amz-Credential=a&X-Amz-Signature=b&X-Amz-SignedHeaders=c&X-Amz-Date=d";
  EXPECT_EQ(refusal_of(nothing),
            R"({"__type":"MissingAuthenticationTokenException","message":"Missing Authentication )"
            R"(Token"})");
}

// A fault is another text in a part of the target that no other fault touches, or a header.
struct QueryFault {
  std::string name;
  std::string part;
  std::string instead;
  std::function<std::string(const std::string& target)> reply;
};

std::function<std::string(const std::string&)> always(std::string type, std::string message) {
  return [body = R"({"__type":")" + type + R"(","message":")" + message +
                 R"("})"](const std::string&) { return body; };
}

std::string credential_of(const std::string& target) {
  const std::string name = "X-Amz-Credential=";
  const auto from = target.find(name) + name.size();
  return percent_decoded(target.substr(from, target.find('&', from) - from));
}

// In the order in which they are looked for.
const std::vector<QueryFault>& query_faults() {
  static const std::vector<QueryFault> all = {
      {"header and query", "", "",
       always("InvalidSignatureException",
              "Found both 'X-Amz-Algorithm' as a query-string param and 'Authorization' as HTTP "
              "header.")},
      {"a missing part", "&X-Amz-Signature=", "&X=",
       always("IncompleteSignatureException",
              "AWS query-string parameters must include 'X-Amz-Signature'. Re-examine the "
              "query-string parameters.")},
      {"date format", "X-Amz-Date=20261124T071500Z", "X-Amz-Date=201",
       always("IncompleteSignatureException",
              "Date must be in ISO-8601 'basic format'. Got '201'. See "
              "http://en.wikipedia.org/wiki/ISO_8601")},
      {"skew", "X-Amz-Expires=3600", "X-Amz-Expires=1",
       always("InvalidSignatureException",
              "Signature expired: 20261124T071500Z is now earlier than 20261124T071501Z "
              "(20261124T071502Z - 1 sec.)")},
      {"host not signed", "host%3Bx-amz-target", "x-amz-target",
       always("InvalidSignatureException",
              "'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.")},
      {"algorithm", "AWS4-HMAC-SHA256", "AWS4",
       always("IncompleteSignatureException",
              "Unsupported AWS 'algorithm': 'AWS4' (only AWS4-HMAC-SHA256 for now). ")},
      {"four parts", "%2Faws4_request", "",
       [](const std::string& target) {
         return always("IncompleteSignatureException",
                       "Credential must have exactly 5 slash-delimited elements, e.g. "
                       "keyid/date/region/service/term, got '" +
                           credential_of(target) + "'")(target);
       }},
      {"scope", "%2Fkms", "%2Fs3",
       always("InvalidSignatureException",
              "Credential should be scoped to correct service: 'kms'. ")},
      {"unknown key", "AKIDEXAMPLE", "AKIDUNKNOWN",
       always("UnrecognizedClientException",
              "The security token included in the request is invalid.")},
      {"wrong signature", "/?", "/?more&",
       always("InvalidSignatureException",
              "The request signature we calculated does not match the signature you provided. "
              "Check your AWS Secret Access Key and signing method. Consult the service "
              "documentation for details.")},
  };
  return all;
}

void commit(const QueryFault& fault, http::HttpRequest& request) {
  if (fault.part.empty()) {
    request.headers.push_back({"Authorization", "X"});
  } else {
    request.target.replace(request.target.find(fault.part), fault.part.size(), fault.instead);
  }
}

TEST(Presigned, NamesEachFaultAndTheEarlierOfEveryPair) {
  using namespace std::chrono_literals;
  ASSERT_EQ(refusal_of(presigned(), 2s), "");
  for (std::size_t i = 0; i < query_faults().size(); ++i) {
    for (std::size_t j = i; j < query_faults().size(); ++j) {
      http::HttpRequest request = presigned();
      commit(query_faults()[i], request);
      if (j > i) commit(query_faults()[j], request);
      EXPECT_EQ(refusal_of(request, 2s), query_faults()[i].reply(request.target))
          << query_faults()[i].name << " before " << query_faults()[j].name;
    }
  }
}

TEST(Presigned, CountsWhereTheAuthorizationHeaderIsEmpty) {
  EXPECT_EQ(refusal_of(test::with(presigned(), "Authorization", "")), "");
}

TEST(Presigned, WantsTheSessionTokenInTheQuery) {
  const std::string invalid =
      R"({"__type":"UnrecognizedClientException","message":"The security token included in the )"
      R"(request is invalid."})";
  EXPECT_EQ(refusal_of(presigned({.access_key_id = "ASIAEXAMPLE"})), invalid);
  EXPECT_EQ(refusal_of(test::with(presigned({.access_key_id = "ASIAEXAMPLE"}),
                                  "X-Amz-Security-Token", "a+token/of=a session")),
            invalid);
  EXPECT_EQ(refusal_of(presigned({.token = "superfluous"})), invalid);
}

}  // namespace
}  // namespace krm::sigv4

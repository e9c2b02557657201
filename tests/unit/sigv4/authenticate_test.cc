// Every fault of a signature by itself, and every pair of them for the order.
#include "sigv4/authenticate.h"

#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "sigv4/timestamp.h"
#include "tests/support/signed_request.h"

namespace krm::sigv4 {
namespace {

const std::string right_secret = test::SignAs{}.secret;
const std::string short_text =
    "The request signature we calculated does not match the signature you provided. Check your AWS "
    "Secret Access Key and signing method. Consult the service documentation for details.";

SignatureRules rules(Auth auth = Auth::strict, std::optional<std::string> region = "us-east-1") {
  SignatureRules rules{.auth = auth, .service = "kms", .region = std::move(region), .keys = {}};
  const auto add = [&](const std::string& id, AccessKey::Terms terms) {
    rules.keys.emplace(id, std::make_shared<const AccessKey>(std::move(terms)));
  };
  add("AKIDEXAMPLE", {.secret_access_key = right_secret, .session_token = {}, .expired = false});
  add("ASIAEXAMPLE", {.secret_access_key = right_secret,
                      .session_token = "a+token/of=a session",
                      .expired = false});
  add("ASIAEXPIRED",
      {.secret_access_key = right_secret, .session_token = "a token", .expired = true});
  return rules;
}

const std::chrono::sys_seconds now = *parse_timestamp("20261124T071500Z");

// The body of the refusal; empty where there is none.
std::string refusal(const http::HttpRequest& request, const SignatureRules& by = rules(),
                    base::WallTime at = now) {
  const auto passed = test::authenticated(request, by, at);
  return passed ? "" : passed.error().error.body();
}

std::string body_of(const std::string& name, const std::string& message) {
  return R"({"__type":")" + name + R"(","message":")" + message + R"("})";
}

http::HttpRequest right_request() { return test::signed_as({}, test::ask_for(8)); }

// What a signed request is made of, so that faults can be put together.
struct Parts {
  std::string query{};
  std::string scheme = "AWS4-HMAC-SHA256";
  std::string access_key_id = "AKIDEXAMPLE";
  std::string region = "us-east-1";
  std::string term = "/aws4_request";
  std::string signed_headers = "content-type;host;x-amz-date;x-amz-target";
  std::string date = "20261124T071500Z";
  bool no_pair = false;
  bool no_signature = false;
  bool malformed_date = false;
  bool expired = false;
  bool wrong_signature = false;
  bool superfluous_token = false;
};

// The request, and its Authorization header for messages that echo it.
struct Made {
  http::HttpRequest request;
  std::string authorization;
};

Made made_of(const Parts& parts) {
  const std::string id = parts.expired ? "ASIAEXPIRED" : parts.access_key_id;
  http::HttpRequest request = test::signed_as({.access_key_id = id,
                                               .secret = parts.wrong_signature ? "x" : right_secret,
                                               .region = parts.region,
                                               .date = parts.date,
                                               .signed_headers = parts.signed_headers},
                                              test::ask_for(8));
  if (parts.malformed_date) request = test::with(request, "X-Amz-Date", "201");
  if (parts.superfluous_token) request = test::with(request, "X-Amz-Security-Token", "token");
  std::string header = http::find(request.headers, "Authorization")->value;
  const auto replace = [&](const std::string& from, const std::string& to) {
    header.replace(header.find(from), from.size(), to);
  };
  replace("AWS4-HMAC-SHA256", parts.scheme);
  replace("/aws4_request", parts.term);
  if (parts.no_signature) header.resize(header.find(", Signature="));
  if (parts.no_pair) header += ", Extra";
  request = test::with(request, "Authorization", header);
  request.target += parts.query;
  return {request, header};
}

struct Fault {
  std::string name;
  std::function<void(Parts&)> commit;
  std::function<std::string(const Made&)> reply;
};

std::function<std::string(const Made&)> always(std::string body) {
  return [body = std::move(body)](const Made&) { return body; };
}

// In the order in which they are looked for.
const std::vector<Fault>& faults() {
  static const std::vector<Fault> all = {
      {"header and query", [](Parts& p) { p.query = "?X-Amz-Algorithm"; },
       always(body_of("InvalidSignatureException",
                      "Found both 'X-Amz-Algorithm' as a query-string param and 'Authorization' as "
                      "HTTP header."))},
      {"a parameter without =", [](Parts& p) { p.no_pair = true; },
       [](const Made& made) {
         return body_of("IncompleteSignatureException",
                        "'Extra' not a valid key=value pair (missing equal-sign) in Authorization "
                        "header: '" +
                            made.authorization + "'.");
       }},
      {"a missing part", [](Parts& p) { p.no_signature = true; },
       [](const Made& made) {
         return body_of("IncompleteSignatureException",
                        "Authorization header requires 'Signature' parameter. Authorization=" +
                            made.authorization);
       }},
      {"date format", [](Parts& p) { p.malformed_date = true; },
       always(body_of("IncompleteSignatureException",
                      "Date must be in ISO-8601 'basic format'. Got '201'. See "
                      "http://en.wikipedia.org/wiki/ISO_8601"))},
      {"skew", [](Parts& p) { p.date = "20261124T070959Z"; },
       always(body_of("InvalidSignatureException",
                      "Signature expired: 20261124T070959Z is now earlier than 20261124T071000Z "
                      "(20261124T071500Z - 5 min.)"))},
      {"host not signed", [](Parts& p) { p.signed_headers = "content-type;x-amz-date"; },
       always(
           body_of("InvalidSignatureException",
                   "'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization."))},
      {"algorithm", [](Parts& p) { p.scheme = "AWS4-HMAC-SHA25"; },
       always(body_of("IncompleteSignatureException",
                      "Unsupported AWS 'algorithm': 'AWS4-HMAC-SHA25' (only AWS4-HMAC-SHA256 for "
                      "now). "))},
      {"four parts", [](Parts& p) { p.term = ""; },
       [](const Made& made) {
         const auto from = made.authorization.find("Credential=") + 11;
         return body_of("IncompleteSignatureException",
                        "Credential must have exactly 5 slash-delimited elements, e.g. "
                        "keyid/date/region/service/term, got '" +
                            made.authorization.substr(from, made.authorization.find(',') - from) +
                            "'");
       }},
      {"scope", [](Parts& p) { p.region = "eu-west-1"; },
       always(body_of("InvalidSignatureException",
                      "Credential should be scoped to a valid region. "))},
      {"unknown key", [](Parts& p) { p.access_key_id = "AKIDUNKNOWN"; },
       always(body_of("UnrecognizedClientException",
                      "The security token included in the request is invalid."))},
      {"expired", [](Parts& p) { p.expired = true; },
       always(body_of("ExpiredTokenException",
                      "The security token included in the request is expired"))},
      {"wrong signature", [](Parts& p) { p.wrong_signature = true; },
       always(body_of("InvalidSignatureException", short_text))},
      {"token", [](Parts& p) { p.superfluous_token = true; },
       always(body_of("UnrecognizedClientException",
                      "The security token included in the request is invalid."))},
  };
  return all;
}

TEST(Authenticate, TakesWhatIsSignedRight) {
  EXPECT_EQ(refusal(made_of({}).request), "");
  EXPECT_EQ(refusal(right_request()), "");
}

TEST(Authenticate, RefusesEachFaultInItsWords) {
  for (const Fault& fault : faults()) {
    Parts parts;
    fault.commit(parts);
    const Made made = made_of(parts);
    EXPECT_EQ(refusal(made.request), fault.reply(made)) << fault.name;
  }
}

TEST(Authenticate, NamesTheEarlierOfEveryPairOfFaults) {
  for (std::size_t i = 0; i < faults().size(); ++i) {
    for (std::size_t j = i + 1; j < faults().size(); ++j) {
      // A key that is not known cannot be expired.
      if (faults()[i].name == "unknown key" && faults()[j].name == "expired") continue;
      Parts parts;
      faults()[i].commit(parts);
      faults()[j].commit(parts);
      const Made made = made_of(parts);
      EXPECT_EQ(refusal(made.request), faults()[i].reply(made))
          << faults()[i].name << " before " << faults()[j].name;
    }
  }
}

TEST(Authenticate, LooksAtNothingWhenItIsOff) {
  EXPECT_EQ(refusal(test::ask_for(8), rules(Auth::off)), "");
  EXPECT_EQ(refusal(test::with(test::ask_for(8), "Authorization", "X"), rules(Auth::off)), "");
}

TEST(Authenticate, KnowsNoSecretClockOrRegionWhenItLooksAtTheShape) {
  const SignatureRules shape = rules(Auth::shape);
  EXPECT_EQ(refusal(right_request(), shape), "");
  for (const Fault& fault : faults()) {
    Parts parts;
    fault.commit(parts);
    const Made made = made_of(parts);
    const bool beyond = fault.name == "skew" || fault.name == "scope" ||
                        fault.name == "unknown key" || fault.name == "expired" ||
                        fault.name == "wrong signature" || fault.name == "token";
    EXPECT_EQ(refusal(made.request, shape), beyond ? "" : fault.reply(made)) << fault.name;
  }
  EXPECT_EQ(refusal(test::ask_for(8), shape),
            body_of("MissingAuthenticationTokenException", "Missing Authentication Token"));
}

TEST(Authenticate, TakesFiveMinutesOfSkewEitherWay) {
  const auto signed_at = [](const std::string& date) {
    return refusal(test::signed_as({.date = date}, test::ask_for(8)), rules(),
                   now + std::chrono::milliseconds(999));
  };
  EXPECT_EQ(signed_at("20261124T071000Z"), "");
  EXPECT_EQ(signed_at("20261124T072000Z"), "");
  EXPECT_EQ(signed_at("20261124T072001Z"),
            body_of("InvalidSignatureException",
                    "Signature not yet current: 20261124T072001Z is still later than "
                    "20261124T072000Z (20261124T071500Z + 5 min.)"));
  EXPECT_EQ(signed_at("00000101T000000Z").substr(0, 60),
            body_of("InvalidSignatureException", "Signature expired: 0000").substr(0, 60));
  EXPECT_EQ(signed_at("99991231T235959Z").substr(0, 60),
            body_of("InvalidSignatureException", "Signature not yet cur").substr(0, 60));
}

TEST(Authenticate, NamesEveryFaultOfAScopeAtOnce) {
  http::HttpRequest request = right_request();
  std::string header = http::find(request.headers, "Authorization")->value;
  const std::string scope = "20261124/us-east-1/kms/aws4_request";
  header.replace(header.find(scope), scope.size(), "b/c/dynamodb/e");
  EXPECT_EQ(refusal(test::with(request, "Authorization", header)),
            body_of("InvalidSignatureException",
                    "Credential should be scoped to a valid region. Credential should be scoped to "
                    "correct service: 'kms'. Credential should be scoped with a valid terminator: "
                    "'aws4_request', not 'e'. Date in Credential scope does not match YYYYMMDD "
                    "from ISO-8601 version of date from HTTP: 'b' != '20261124', from "
                    "'20261124T071500Z'."));
}

TEST(Authenticate, TakesAnyRegionWhereNoneIsNamed) {
  const auto from = [](const std::string& region) {
    return refusal(test::signed_as({.region = region}, test::ask_for(8)),
                   rules(Auth::strict, std::nullopt));
  };
  EXPECT_EQ(from("eu-central-1"), "");
  EXPECT_EQ(from("mars-north-1"), "");
  EXPECT_EQ(from(""), body_of("InvalidSignatureException",
                              "Credential should be scoped to a valid region. "));
}

TEST(Authenticate, TakesAnySignedHeadersWithHostAmongThem) {
  for (const std::string names :
       {"host", "Host", "host;x-amz-target", "x-amz-target;host", "host;x-amz-date"}) {
    EXPECT_EQ(refusal(test::signed_as({.signed_headers = names}, test::ask_for(8))), "") << names;
  }
}

TEST(Authenticate, TakesTheDateHeaderInPlaceOfXAmzDate) {
  http::HttpRequest request = test::signed_as({.signed_headers = "host"}, test::ask_for(8));
  request = test::without(request, "X-Amz-Date");
  EXPECT_EQ(refusal(test::with(request, "Date", "20261124T071500Z")), "");
  EXPECT_EQ(refusal(test::with(request, "Date", "Tue, 24 Nov 2026 07:15:00 GMT")),
            body_of("IncompleteSignatureException",
                    "Date must be in ISO-8601 'basic format'. Got 'Tue, 24 Nov 2026 07:15:00 GMT'. "
                    "See http://en.wikipedia.org/wiki/ISO_8601"));
}

TEST(Authenticate, WantsASignedHeaderToBeThereEvenIfItWasSignedAsEmpty) {
  http::HttpRequest request = test::with(test::ask_for(8), "X-Empty", "");
  request = test::signed_as({.signed_headers = "host;x-empty"}, request);
  EXPECT_EQ(refusal(request), "");
  EXPECT_EQ(refusal(test::without(request, "X-Empty")),
            body_of("InvalidSignatureException", short_text));
}

TEST(Authenticate, WantsTheSessionTokenOfTheKey) {
  const auto with_token = [](std::optional<std::string> token) {
    return refusal(test::signed_as({.access_key_id = "ASIAEXAMPLE", .token = std::move(token)},
                                   test::ask_for(8)));
  };
  const std::string invalid = body_of("UnrecognizedClientException",
                                      "The security token included in the request is invalid.");
  EXPECT_EQ(with_token("a+token/of=a session"), "");
  EXPECT_EQ(with_token(std::nullopt), invalid);
  EXPECT_EQ(with_token(""), invalid);
  EXPECT_EQ(with_token("another"), invalid);
  EXPECT_EQ(refusal(test::with(test::signed_as({.access_key_id = "ASIAEXAMPLE"}, test::ask_for(8)),
                               "X-Amz-Security-Token", "a+token/of=a session")),
            "");  // unsigned
}

TEST(Authenticate, TellsWhoseSignatureItIsOnceThatIsVerified) {
  EXPECT_EQ(test::authenticated(right_request(), rules(), now)->access_key_id, "AKIDEXAMPLE");
  EXPECT_EQ(test::authenticated(right_request(), rules(Auth::shape), now)->access_key_id, "");
  EXPECT_EQ(test::authenticated(right_request(), rules(Auth::off), now)->access_key_id, "");
}

TEST(Authenticate, CountsEveryParameterOfAQueryThatIsNotSignedIn) {
  http::HttpRequest request = right_request();
  for (const std::string target : {"/?X-Amz-Signature=1", "/?a", "zz?y=a://b", "foo://h/"}) {
    request.target = target;
    EXPECT_EQ(refusal(request), body_of("InvalidSignatureException", short_text)) << target;
  }
}

TEST(Authenticate, EchoesBytesThatAreNoUtf8AsReplacements) {
  EXPECT_EQ(refusal(test::with(test::ask_for(8), "Authorization", "\xff")),
            body_of("IncompleteSignatureException",
                    "Authorization header requires 'Credential' parameter. Authorization header "
                    "requires 'Signature' parameter. Authorization header requires 'SignedHeaders' "
                    "parameter. Authorization header requires existence of either a 'X-Amz-Date' "
                    "or a 'Date' header. Authorization=\xef\xbf\xbd"));
}

TEST(Authenticate, SaysInTheLogWhatTheClientDid) {
  const auto why = [](const Parts& parts) {
    return test::authenticated(made_of(parts).request, rules(), now).error().error.why();
  };
  EXPECT_EQ(why({.region = "eu-west-1"}),
            "the region of its scope is \"eu-west-1\" and should be us-east-1");
  EXPECT_EQ(why({.access_key_id = "AKIDUNKNOWN"}),
            "no credential has the access key ID \"AKIDUNKNOWN\"");
  EXPECT_EQ(why({.date = "20261124T070800Z"}), "it was signed 420 s before the server's time");
  EXPECT_EQ(why({.date = "20261124T072200Z"}), "it was signed 420 s after the server's time");
  EXPECT_EQ(why({.no_signature = true}), "the Authorization header lacks Signature");
  EXPECT_EQ(why({.expired = true}), "the credential ASIAEXPIRED is marked as expired");
}

}  // namespace
}  // namespace krm::sigv4

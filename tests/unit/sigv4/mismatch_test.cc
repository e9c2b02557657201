#include "sigv4/mismatch.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <string>
#include <tuple>

#include "base/ascii.h"
#include "sigv4/authenticate.h"
#include "sigv4/signed_hosts.h"
#include "sigv4/signing_trial.h"
#include "sigv4/timestamp.h"
#include "tests/support/signed_request.h"

namespace krm::sigv4 {
namespace {

using test::SignAs;

constexpr const char* some_token = "a-token-of-some-length+/=";

SignatureRules two_keys() {
  SignatureRules rules{.auth = Auth::strict, .service = "kms", .region = {}, .keys = {}};
  const auto add = [&](const std::string& id, const std::string& secret) {
    rules.keys.emplace(id,
                       std::make_shared<const AccessKey>(AccessKey::Terms{
                           .secret_access_key = secret, .session_token = {}, .expired = false}));
  };
  add("AKIDEXAMPLE", SignAs{}.secret);
  add("AKIDOTHER", "the-secret-of-the-other-key");
  return rules;
}

Mismatch mismatch_of(const http::HttpRequest& request) {
  const auto passed =
      test::authenticated(request, two_keys(), *parse_timestamp("20261124T071500Z"));
  if (passed || !passed.error().mismatch) return {"", "", "there is no mismatch"};
  return *passed.error().mismatch;
}

std::string cause_of(const http::HttpRequest& request) { return mismatch_of(request).likely_cause; }

// Signed as `as` would sign it, sent as the client of AKIDEXAMPLE in us-east-1 and kms.
std::string cause_with_key_of(SignAs as) {
  http::HttpRequest wrong = test::signed_as(as, test::ask_for(8));
  http::HttpRequest sent = test::signed_as({}, test::ask_for(8));
  const auto header_of = [](http::HttpRequest& request) -> std::string& {
    for (http::Header& header : request.headers) {
      if (header.name == "Authorization") return header.value;
    }
    throw std::logic_error("not signed");
  };
  const std::string& theirs = header_of(wrong);
  std::string& ours = header_of(sent);
  ours = ours.substr(0, ours.size() - 64) + theirs.substr(theirs.size() - 64);
  return cause_of(sent);
}

// Signed over what `before` makes of a request, and then sent as it is without it.
std::string cause_when_signed_as(const http::HttpRequest& sent,
                                 const std::function<void(CanonicalRequest&)>& before,
                                 const std::string& names = SignAs{}.signed_headers) {
  http::HttpRequest request = test::signed_as({.signed_headers = names}, sent);
  CanonicalRequest canonical = canonical_request(request, names, false);
  before(canonical);
  const Scope scope{"20261124", "us-east-1", "kms"};
  const std::string signature =
      SigningKey(key_material(SignAs{}.secret), scope)
          .sign(string_to_sign("20261124T071500Z", scope, canonical.text()));
  return cause_of(test::with(request, "Authorization",
                             "AWS4-HMAC-SHA256 "
                             "Credential=AKIDEXAMPLE/20261124/us-east-1/kms/aws4_request, "
                             "SignedHeaders=" +
                                 names + ", Signature=" + signature));
}

TEST(Mismatch, ShowsWhatTheServerComputed) {
  const Mismatch mismatch =
      mismatch_of(test::signed_as({.secret = "another secret"}, test::ask_for(8)));
  EXPECT_EQ(mismatch.canonical_request,
            "POST\n/\n\ncontent-type:application/x-amz-json-1.1\nhost:127.0.0.1:4599\n"
            "x-amz-date:20261124T071500Z\nx-amz-target:TrentService.GenerateRandom\n\n"
            "content-type;host;x-amz-date;x-amz-target\n"
            "752ea8b97baee45076d48ed0e973c176632f47b8f1c8239d80bbf0e888737400");
  EXPECT_EQ(mismatch.string_to_sign,
            "AWS4-HMAC-SHA256\n20261124T071500Z\n20261124/us-east-1/kms/aws4_request\n" +
                hashed(mismatch.canonical_request));
}

TEST(Mismatch, KnowsAWrongSecret) {
  EXPECT_EQ(cause_of(test::signed_as({.secret = "another secret"}, test::ask_for(8))),
            "none of the usual mistakes gives it: most likely wrong secret, or body or a signed "
            "header (content-type;host;x-amz-date;x-amz-target) changed on the way");
  EXPECT_EQ(cause_of(test::signed_as({.secret = "the-secret-of-the-other-key"}, test::ask_for(8))),
            "wrong secret: it is that of the access key AKIDOTHER");
  EXPECT_EQ(cause_of(test::signed_as({.secret = SignAs{}.secret + "\n"}, test::ask_for(8))),
            "wrong secret: there is a blank, a line break or quotes around it");
  EXPECT_EQ(cause_of(test::signed_as({.secret = '"' + SignAs{}.secret + '"'}, test::ask_for(8))),
            "wrong secret: there is a blank, a line break or quotes around it");
}

TEST(Mismatch, KnowsAKeyThatWasDerivedForSomethingElse) {
  EXPECT_EQ(cause_with_key_of({.region = "eu-west-1"}),
            "wrong region: the key was derived for \"eu-west-1\"");
  EXPECT_EQ(cause_with_key_of({.service = "execute-api"}),
            "wrong service: the key was derived for \"execute-api\"");
}

// What is signed names the right scope.
std::string cause_with_key_for(const Scope& scope) {
  http::HttpRequest request = test::signed_as({}, test::ask_for(8));
  const std::string names = SignAs{}.signed_headers;
  const std::string signature =
      SigningKey(key_material(SignAs{}.secret), scope)
          .sign(string_to_sign("20261124T071500Z", {"20261124", "us-east-1", "kms"},
                               canonical_request(request, names, false).text()));
  std::string header = http::find(request.headers, "Authorization")->value;
  header.replace(header.size() - 64, 64, signature);
  return cause_of(test::with(request, "Authorization", header));
}

TEST(Mismatch, KnowsAKeyThatIsNotTheOneOfTheScope) {
  EXPECT_EQ(cause_with_key_for({"20261124", "eu-west-1", "kms"}),
            "wrong region: the key was derived for \"eu-west-1\"");
  EXPECT_EQ(cause_with_key_for({"20261124", "us-east-1", "s3"}),
            "wrong service: the key was derived for \"s3\"");
  EXPECT_EQ(cause_with_key_for({"20261123", "us-east-1", "kms"}),
            "wrong day: the key was derived for 20261123");
}

TEST(Mismatch, KnowsABodyThatIsNotTheOneThatWasSigned) {
  const std::string names = "host;x-amz-content-sha256";
  http::HttpRequest request =
      test::with(test::ask_for(8), "X-Amz-Content-Sha256", hashed(test::ask_for(8).body));
  request = test::signed_as({.signed_headers = names}, request);
  request.body += " ";
  EXPECT_EQ(cause_of(request),
            "the body hash differs: the body is not the one that X-Amz-Content-Sha256 is the hash "
            "of");
  EXPECT_EQ(cause_when_signed_as(test::ask_for(8),
                                 [](CanonicalRequest& c) { c.hashed_payload = hashed(""); }),
            "the body hash differs: that of an empty body was signed");
  EXPECT_EQ(
      cause_when_signed_as(test::ask_for(8),
                           [](CanonicalRequest& c) { c.hashed_payload = "UNSIGNED-PAYLOAD"; }),
      "the body was left out of the signature (UNSIGNED-PAYLOAD), which only S3 allows");
}

TEST(Mismatch, DoesNotBlameABodyWhoseHashIsRight) {
  http::HttpRequest request =
      test::with(test::ask_for(8), "X-Amz-Content-Sha256", hashed(test::ask_for(8).body));
  EXPECT_EQ(
      cause_of(test::signed_as(
          {.secret = "another secret", .signed_headers = "host;x-amz-content-sha256"}, request)),
      "none of the usual mistakes gives it: most likely wrong secret, or a signed header "
      "(host;x-amz-content-sha256) changed on the way");
}

TEST(Mismatch, KnowsASignedHeaderThatIsAnotherOrMissing) {
  http::HttpRequest request = test::signed_as({}, test::ask_for(8));
  EXPECT_EQ(cause_of(test::with(request, "Host", "localhost:4599")),
            "the signed header \"host\" was changed: it was signed as \"127.0.0.1:4599\"");
  request =
      test::signed_as({}, test::with(test::ask_for(8), "Host", "kms.us-east-1.amazonaws.com"));
  EXPECT_EQ(cause_of(test::with(request, "Host", "127.0.0.1:4599")),
            "the signed header \"host\" was changed: it was signed as "
            "\"kms.us-east-1.amazonaws.com\"");
  request = test::signed_as({.signed_headers = "host;x-more"},
                            test::with(test::ask_for(8), "X-More", "1"));
  EXPECT_EQ(cause_of(test::without(request, "X-More")),
            "the signed header \"x-more\" is not in the request");
  const auto spaces = test::with(test::ask_for(8), "X-More", "a   b");
  EXPECT_EQ(cause_when_signed_as(
                spaces, [](CanonicalRequest& c) { c.headers[1].value = "a   b"; }, "host;x-more"),
            "the signed header \"x-more\" was changed: it was signed as \"a   b\"");
  const auto tab = test::with(test::ask_for(8), "X-More", "a\tb");
  EXPECT_EQ(cause_when_signed_as(
                tab, [](CanonicalRequest& c) { c.headers[1].value = "a b"; }, "host;x-more"),
            "the signed header \"x-more\" was changed: it was signed as \"a b\"");
  EXPECT_EQ(cause_when_signed_as(test::ask_for(8),
                                 [](CanonicalRequest& c) { c.headers.erase(c.headers.begin()); }),
            "the header \"content-type\" is listed in SignedHeaders and was not signed");
  EXPECT_EQ(
      cause_when_signed_as(
          test::ask_for(8), [](CanonicalRequest& c) { c.signed_headers = "x-amz-target;host"; },
          "x-amz-target;host"),
      "the names in SignedHeaders are not sorted, or not in lower case");
}

// The host that a client signs, and what stands in its place when the request arrives.
std::string cause_of_host(const std::string& was_signed, const http::HttpRequest& sent) {
  return cause_when_signed_as(sent, [&](CanonicalRequest& canonical) {
    for (http::Header& header : canonical.headers) {
      if (header.name == "host") header.value = was_signed;
    }
  });
}
http::HttpRequest asking(const std::string& host) {
  return test::with(test::ask_for(8), "Host", host);
}
std::string signed_as(std::string_view host) {
  return fmt::format("the signed header \"host\" was changed: it was signed as \"{}\"", host);
}

TEST(Mismatch, KnowsAProxyThatChangesTheHost) {
  const http::HttpRequest behind = asking("mock:4599");
  const std::string advice =
      " has it, so a proxy changed Host on the way; let the proxy pass Host on";
  for (const auto& [name, value] : {std::pair{"X-Forwarded-Host", "kms.test"},
                                    {"X-Forwarded-Host", "kms.test, proxy.test"},
                                    {"X-Forwarded-Host", "proxy.test, kms.test"},
                                    {"X-Original-Host", "kms.test"},
                                    {"X-Host", "kms.test"},
                                    {"Forwarded", "for=192.0.2.1;Host=kms.test;proto=https"},
                                    {"Forwarded", "ghost=a;host=kms.test"},
                                    {"Forwarded", "host=\"kms.test\", for=\"[::1]\""}}) {
    EXPECT_EQ(cause_of_host("kms.test", test::with(behind, name, value)),
              signed_as("kms.test") + "; " + name + advice)
        << value;
  }
  http::HttpRequest twice = behind;
  twice.headers.push_back({"X-Forwarded-Host", "proxy.test"});
  twice.headers.push_back({"X-Forwarded-Host", "kms.test"});
  EXPECT_EQ(cause_of_host("kms.test", twice),
            signed_as("kms.test") + "; X-Forwarded-Host" + advice);
}

TEST(Mismatch, KnowsAProxyThatLeavesThePortOut) {
  const auto forwarded = test::with(asking("mock:4599"), "X-Forwarded-Host", "kms.test");
  const std::string advice =
      "; X-Forwarded-Host has it, so a proxy changed Host on the way; let the proxy pass Host on";
  EXPECT_EQ(cause_of_host("kms.test:8443", forwarded), signed_as("kms.test:8443") + advice);
  EXPECT_EQ(cause_of_host("kms.test:9443", test::with(forwarded, "X-Forwarded-Port", "9443")),
            signed_as("kms.test:9443") + advice);
  for (const char* host : {"kms.test", "kms.test:80"}) {
    EXPECT_EQ(cause_of_host("kms.test:9443", test::with(asking(host), "X-Forwarded-Port", "9443")),
              signed_as("kms.test:9443") +
                  "; X-Forwarded-Port has the port, so a proxy took it out of Host on the way; let "
                  "the proxy pass Host on")
        << host;
  }
}

TEST(Mismatch, KnowsAHostThatIsWrittenOtherwise) {
  for (const auto& [was_signed, sent, how] :
       {std::tuple{"kms.test:4599", "kms.test.:4599", "; without the dot behind the name"},
        {"kms.test", "kms.test.:4599", "; without the dot behind the name"},
        {"kms.test.:4599", "kms.test:4599", "; with a dot behind the name"},
        {"kms.test", "kms.test.", "; without the dot behind the name"},
        {"kms.test", "kms.test:4599", ""},
        {"kms.test:443", "kms.test", ""},
        {"kms.test:80", "kms.test", ""},
        {"kms.test:8080", "kms.test", ""},
        {"kms:4599", "127.0.0.1:8000", ""},
        {"127.0.0.1:4599", "proxy.test", ""},
        {"kms.test:4599", "KMS.test:4599", ""},
        {"[::1]", "[::1]:4599", ""},
        {"::1", "[::1]:4599", "; without the brackets"},
        {"::1:4599", "[::1]:4599", "; without the brackets"},
        {"::1", "[::1]", "; without the brackets"},
        {"[", "[::1]:4599", "; the client cut the address at its first colon"}}) {
    EXPECT_EQ(cause_of_host(was_signed, asking(sent)), signed_as(was_signed) + how) << sent;
  }
}

TEST(Mismatch, TriesSoFewHostsThatTheRestIsTriedToo) {
  http::HttpRequest request = asking("[::1]:4599");
  for (int i = 0; i < 100; ++i) {
    request.headers.push_back({"X-Forwarded-Host", std::to_string(i)});
  }
  request.headers.push_back({"X-Forwarded-Port", "1"});
  EXPECT_LE(hosts_in_place_of("[::1]:4599", "us-east-1", request).size(), 120u);
}

TEST(Mismatch, KnowsAPathThatIsEncodedOtherwise) {
  http::HttpRequest request = test::ask_for(8);
  request.target = "/a%20b/./c";
  const auto signed_as = [&](const std::string& uri) {
    return cause_when_signed_as(request, [&](CanonicalRequest& c) { c.uri = uri; });
  };
  EXPECT_EQ(signed_as("/a%20b/c"),
            "the path was signed as \"/a%20b/c\": encoded once; all services but S3 want it twice");
  EXPECT_EQ(signed_as("/a b/./c"), "the path was signed as \"/a b/./c\": not encoded at all");
  EXPECT_EQ(signed_as("/a%252520b/c"),
            "the path was signed as \"/a%252520b/c\": encoded once too often");
  EXPECT_EQ(signed_as("/a%2520b/./c"),
            "the path was signed as \"/a%2520b/./c\": not normalised: \".\", \"..\" and \"//\" "
            "have to go");
  EXPECT_EQ(signed_as("/"), "the path was signed as \"/\": left out");
}

TEST(Mismatch, KnowsAQueryThatIsEncodedOtherwise) {
  http::HttpRequest request = test::ask_for(8);
  request.target = "/?b=1%2F2&a=%7e";
  const auto signed_as = [&](const std::string& query) {
    return cause_when_signed_as(request, [&](CanonicalRequest& c) { c.query_string = query; });
  };
  EXPECT_EQ(signed_as("b=1%2F2&a=%7e"),
            "the query was signed not encoded or not sorted, but as it stands");
  EXPECT_EQ(signed_as("b=1/2&a=~"), "the query was signed not encoded at all");
  EXPECT_EQ(signed_as("b=1%252F2&a=~"), "the query was signed encoded twice");
  EXPECT_EQ(signed_as("b=1%2F2"), "the query parameter \"a\" was added once it was signed");
  EXPECT_EQ(signed_as(""), "the query was signed left out");
}

TEST(Mismatch, KnowsASignatureThatIsWrittenOtherwise) {
  http::HttpRequest request = test::signed_as({}, test::ask_for(8));
  std::string header = http::find(request.headers, "Authorization")->value;
  EXPECT_EQ(cause_of(test::with(request, "Authorization", header + "0")),
            "the signature is not 64 hex digits");
  for (std::size_t i = header.size() - 64; i < header.size(); ++i) {
    if (header[i] >= 'a' && header[i] <= 'f') header[i] = static_cast<char>(header[i] - 32);
  }
  EXPECT_EQ(cause_of(test::with(request, "Authorization", header)),
            "the signature is in upper case");
}

// Everything that is said of it, in one text.
std::string all_of(const http::HttpRequest& request) {
  const Mismatch mismatch = mismatch_of(request);
  EXPECT_NE(mismatch.canonical_request, "");
  return mismatch.canonical_request + "\n" + mismatch.string_to_sign + "\n" + mismatch.likely_cause;
}

std::string signature_in(const http::HttpRequest& request) {
  const std::string header = http::find(request.headers, "Authorization")->value;
  return header.substr(header.size() - 64);
}

void expect_hidden(const std::string& text, const std::string& secret) {
  EXPECT_EQ(base::lower_case(text).find(base::lower_case(secret)), std::string::npos) << text;
}

TEST(Mismatch, HidesWhatIsSecretByItsName) {
  const SignAs wrong{.secret = "another secret",
                     .signed_headers = "authorization;cookie;host",
                     .token = "token12"};
  http::HttpRequest request = test::with(test::ask_for(8), "Cookie", "biscuit");
  request.target = "/?X-Amz-Security-Token=in-the-query&x-amz-signature=also";
  request = test::signed_as(wrong, request);
  request.headers.push_back({"X-Amz-Security-Token", std::string(300, 't') + "end"});
  request.headers.push_back({"Authorization", "Signature=second-one"});
  const std::string text = all_of(request);
  for (const std::string secret :
       {"token12", "ttt", "end", "biscuit", "in-the-query", "also", "second-one"}) {
    expect_hidden(text, secret);
  }
  expect_hidden(text, signature_in(request));
  EXPECT_NE(text.find("\nx-amz-security-token:(hidden)\n"), std::string::npos) << text;
  EXPECT_NE(text.find("\nX-Amz-Security-Token=(hidden)&x-amz-signature=(hidden)\n"),
            std::string::npos)
      << text;
}

TEST(Mismatch, HidesWhatIsSecretWhereverItStands) {
  const std::string others = "the-secret-of-the-other-key";
  http::HttpRequest request = test::with(test::ask_for(8), "X-Copy", SignAs{}.secret);
  request = test::with(request, "X-Other", "THE-SECRET-of-the-other-key");
  request.target =
      "/wJalrXUtnFEMI%2FK7MDENG%2BbPxRfiCYEXAMPLEKEY?copy=a-token-of-some-length%2B%2F%3D";
  request = test::signed_as(
      {.secret = "another secret", .signed_headers = "host;x-copy;x-other", .token = some_token},
      request);
  const std::string text = all_of(request);
  for (const std::string& secret : {SignAs{}.secret, others, std::string("a-token-of-some-length"),
                                    std::string("K7MDENG"), signature_in(request)}) {
    expect_hidden(text, secret);
  }
}

TEST(Mismatch, HidesATokenThatASignedHeaderLost) {
  const std::string long_token(300, 't');
  const http::HttpRequest request = test::signed_as({.token = long_token}, test::ask_for(8));
  http::HttpRequest twice = request;
  twice.headers.push_back({"X-Amz-Security-Token", "another"});
  const std::string text = all_of(twice);
  expect_hidden(text, "tttt");
  EXPECT_NE(text.find("the signed header \"x-amz-security-token\" was changed: it was signed as "
                      "(hidden)"),
            std::string::npos)
      << text;
}

TEST(Mismatch, ShowsTheBeginningOfALongValueAndAtMost4KiB) {
  http::HttpRequest request = test::with(test::ask_for(8), "X-Long", std::string(5000, 'x'));
  request = test::signed_as({.secret = "another secret", .signed_headers = "host;x-long"}, request);
  EXPECT_EQ(mismatch_of(request).canonical_request,
            "POST\n/\n\nhost:127.0.0.1:4599\nx-long:" + std::string(253, 'x') +
                "...\n\nhost;x-long\n" + hashed(request.body));
  request.target = "/" + std::string(5000, 'x');
  const std::string shown = mismatch_of(request).canonical_request;
  EXPECT_EQ(shown.size(), 4096U);
  EXPECT_TRUE(shown.ends_with("xxx..."));
}

// A request of a few KiB must not take seconds.
TEST(Mismatch, TriesNoMoreThanFiveHundredMistakes) {
  const http::HttpRequest request = test::signed_as({}, test::ask_for(8));
  const CanonicalRequest canonical = canonical_request(request, SignAs{}.signed_headers, false);
  const Scope scope{"20261124", "us-east-1", "kms"};
  SigningTrial trial({canonical, "20261124T071500Z", scope, scope, key_material(SignAs{}.secret)},
                     signature_in(request));
  int tried = 0;
  for (int i = 0; i < 600; ++i) trial.gives([&](Ingredients&) { ++tried; });
  EXPECT_EQ(tried, 500);
}

}  // namespace
}  // namespace krm::sigv4

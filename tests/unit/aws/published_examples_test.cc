#include "tests/unit/aws/published_examples.h"

#include <gtest/gtest.h>

#include <memory>

#include "aws/authenticate.h"
#include "aws/canonical_request.h"
#include "aws/percent_encoding.h"
#include "aws/timestamp.h"
#include "http/request.h"

namespace krm::aws {
namespace {

using test::published_examples;
using test::PublishedExample;
using test::PublishedForm;

http::HttpRequest request_of(const PublishedExample& example, const PublishedForm& form) {
  return {.method = example.method,
          .target = form.target,
          .headers = form.headers,
          .body = example.body};
}

http::HttpRequest with_signature(const PublishedExample& example, const PublishedForm& form) {
  http::HttpRequest request = request_of(example, form);
  if (form.signed_headers.empty()) {
    request.target += "&X-Amz-Signature=" + form.signature;
  } else {
    request.headers.push_back({"Authorization", std::string("AWS4-HMAC-SHA256 Credential=") +
                                                    "AKIDEXAMPLE/" + test::published_scope +
                                                    ", SignedHeaders=" + form.signed_headers +
                                                    ", Signature=" + form.signature});
  }
  return request;
}

std::string signed_headers_of(const PublishedForm& form) {
  if (!form.signed_headers.empty()) return form.signed_headers;
  const std::string name = "X-Amz-SignedHeaders=";
  const auto at = form.target.find(name) + name.size();
  return percent_decoded(form.target.substr(at, form.target.find('&', at) - at));
}

void expect_published(const PublishedExample& example, const PublishedForm& form) {
  const std::string canonical =
      canonical_request(request_of(example, form), signed_headers_of(form),
                        form.signed_headers.empty())
          .text();
  EXPECT_EQ(hashed(canonical), form.hashed_canonical_request) << example.name << "\n" << canonical;
  const Scope scope{"20150830", "us-east-1", "service"};
  const std::string to_sign = string_to_sign(test::published_time, scope, canonical);
  EXPECT_EQ(to_sign, std::string("AWS4-HMAC-SHA256\n") + test::published_time + "\n" +
                         test::published_scope + "\n" + form.hashed_canonical_request);
  EXPECT_EQ(SigningKey(key_material(test::published_secret), scope).sign(to_sign), form.signature)
      << example.name;
}

TEST(PublishedExamples, GiveTheirCanonicalRequestsAndSignatures) {
  ASSERT_EQ(published_examples().size(), 28U);
  for (const PublishedExample& example : published_examples()) {
    expect_published(example, example.by_header);
    if (!example.by_query.target.empty()) expect_published(example, example.by_query);
  }
}

// A key's session token is what the example sends.
SignatureRules rules_for(const http::HttpRequest& request) {
  AccessKey::Terms terms{
      .secret_access_key = test::published_secret, .session_token = {}, .expired = false};
  if (const auto* token = http::find(request.headers, "X-Amz-Security-Token")) {
    terms.session_token = token->value;
  }
  const std::string name = "&X-Amz-Security-Token=";
  if (const auto at = request.target.find(name); at != std::string::npos) {
    const auto from = at + name.size();
    terms.session_token =
        percent_decoded(request.target.substr(from, request.target.find('&', from) - from));
  }
  SignatureRules rules{.auth = Auth::strict, .service = "service", .region = {}, .keys = {}};
  rules.keys.emplace("AKIDEXAMPLE", std::make_shared<const AccessKey>(std::move(terms)));
  return rules;
}

void expect_taken(const std::string& name, const http::HttpRequest& request) {
  const auto now = parse_timestamp(test::published_time);
  ASSERT_TRUE(now);
  const auto passed = authenticate(request, rules_for(request), *now);
  EXPECT_TRUE(passed) << name << ": " << passed.error().error.why();
}

TEST(PublishedExamples, AreTaken) {
  for (const PublishedExample& example : published_examples()) {
    expect_taken(example.name, with_signature(example, example.by_header));
    if (example.by_query.target.empty()) continue;
    expect_taken(example.name + " by query", with_signature(example, example.by_query));
  }
}

// Each byte in turn, so that no part of a request is left out of its signature.
void expect_every_flip_refused(const std::string& name, const http::HttpRequest& request,
                               const std::vector<std::string*>& parts, http::HttpRequest& changed) {
  const SignatureRules rules = rules_for(request);
  const auto now = *parse_timestamp(test::published_time);
  for (std::string* part : parts) {
    for (char& byte : *part) {
      if (&byte == &changed.target.front()) continue;  // "." is the path "/" again
      const char was = byte;
      byte = static_cast<char>(byte ^ 1);
      EXPECT_FALSE(authenticate(changed, rules, now)) << name << ": " << *part;
      byte = was;
    }
  }
}

TEST(PublishedExamples, AreRefusedOnceAByteIsAnother) {
  for (const PublishedExample& example : published_examples()) {
    if (example.name != "post-x-www-form-urlencoded" && example.name != "get-vanilla-query" &&
        example.name != "get-header-key-duplicate" && example.name != "get-unreserved") {
      continue;
    }
    for (const PublishedForm* form : {&example.by_header, &example.by_query}) {
      const http::HttpRequest request = with_signature(example, *form);
      http::HttpRequest changed = request;
      std::vector<std::string*> parts = {&changed.method, &changed.target, &changed.body};
      for (http::Header& header : changed.headers) {
        if (header.name != "Authorization") parts.push_back(&header.value);
      }
      expect_every_flip_refused(example.name, request, parts, changed);
    }
  }
}

}  // namespace
}  // namespace krm::aws

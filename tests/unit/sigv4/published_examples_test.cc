#include "tests/unit/sigv4/published_examples.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <utility>

#include "base/ascii.h"
#include "http/request.h"
#include "sigv4/authenticate.h"
#include "sigv4/canonical_request.h"
#include "sigv4/percent_encoding.h"
#include "sigv4/timestamp.h"
#include "tests/support/signed_request.h"

namespace krm::sigv4 {
namespace {

using test::published_examples;
using test::PublishedExample;
using test::PublishedResult;

// One of the two forms of an example.
struct Form {
  std::string name;
  http::HttpRequest request;  // without its signature
  std::string signed_headers;
  bool presigned;
  PublishedResult result;
  std::string token;
};

std::string names_of(const http::Headers& headers) {
  std::vector<std::string> names;
  for (const http::Header& header : headers) names.push_back(base::lower_case(header.name));
  std::ranges::sort(names);
  names.erase(std::unique(names.begin(), names.end()), names.end());
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "" : ";") + name;
  return text;
}

Form header_form(const PublishedExample& example) {
  http::HttpRequest request{.method = example.method,
                            .target = example.target,
                            .headers = example.headers,
                            .body = example.body};
  request.headers.push_back({"X-Amz-Date", test::published_time});
  if (!example.body.empty()) {
    request.headers.push_back({"X-Amz-Content-Sha256", hashed(example.body)});
  }
  const bool signs_token = !example.by_query.signature.empty();
  std::string names = names_of(request.headers);
  if (!example.token.empty()) {
    request.headers.push_back({"X-Amz-Security-Token", example.token});
    if (signs_token) names = names_of(request.headers);
  }
  return {example.name, std::move(request), std::move(names),
          false,        example.by_header,  example.token};
}

Form query_form(const PublishedExample& example) {
  http::HttpRequest request{.method = example.method,
                            .target = example.target,
                            .headers = example.headers,
                            .body = example.body};
  const std::string names = names_of(example.headers);
  request.target += example.target.find('?') == std::string::npos ? '?' : '&';
  request.target += "X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=" +
                    percent_encoded(std::string("AKIDEXAMPLE/") + test::published_scope) +
                    "&X-Amz-Date=" + test::published_time +
                    "&X-Amz-SignedHeaders=" + percent_encoded(names) + "&X-Amz-Expires=3600";
  if (!example.token.empty()) {
    request.target += "&X-Amz-Security-Token=" + percent_encoded(example.token);
  }
  return {example.name + " by query", std::move(request), names, true,
          example.by_query,           example.token};
}

std::vector<Form> forms() {
  std::vector<Form> all;
  for (const PublishedExample& example : published_examples()) {
    all.push_back(header_form(example));
    if (!example.by_query.signature.empty()) all.push_back(query_form(example));
  }
  return all;
}

http::HttpRequest with_signature(const Form& form) {
  http::HttpRequest request = form.request;
  if (form.presigned) {
    request.target += "&X-Amz-Signature=" + form.result.signature;
  } else {
    request.headers.push_back({"Authorization", std::string("AWS4-HMAC-SHA256 Credential=") +
                                                    "AKIDEXAMPLE/" + test::published_scope +
                                                    ", SignedHeaders=" + form.signed_headers +
                                                    ", Signature=" + form.result.signature});
  }
  return request;
}

TEST(PublishedExamples, GiveTheirCanonicalRequestsAndSignatures) {
  ASSERT_EQ(published_examples().size(), 28U);
  ASSERT_EQ(forms().size(), 55U);
  const Scope scope{"20150830", "us-east-1", "service"};
  for (const Form& form : forms()) {
    const std::string canonical =
        canonical_request(form.request, form.signed_headers, form.presigned).text();
    EXPECT_EQ(hashed(canonical), form.result.hashed_canonical_request) << form.name << "\n"
                                                                       << canonical;
    const std::string to_sign = string_to_sign(test::published_time, scope, canonical);
    EXPECT_EQ(to_sign, std::string("AWS4-HMAC-SHA256\n") + test::published_time + "\n" +
                           test::published_scope + "\n" + form.result.hashed_canonical_request);
    EXPECT_EQ(SigningKey(key_material(test::published_secret), scope).sign(to_sign),
              form.result.signature)
        << form.name;
  }
}

SignatureRules rules_for(const Form& form) {
  AccessKey::Terms terms{
      .secret_access_key = test::published_secret, .session_token = {}, .expired = false};
  if (!form.token.empty()) terms.session_token = form.token;
  SignatureRules rules{.auth = Auth::strict, .service = "service", .region = {}, .keys = {}};
  rules.keys.emplace("AKIDEXAMPLE", std::make_shared<const AccessKey>(std::move(terms)));
  return rules;
}

TEST(PublishedExamples, AreTaken) {
  for (const Form& form : forms()) {
    const auto passed = test::authenticated(with_signature(form), rules_for(form),
                                            *parse_timestamp(test::published_time));
    EXPECT_TRUE(passed) << form.name << ": " << passed.error().error.body();
  }
}

// Each byte in turn, so that no part of a request is left out of its signature.
TEST(PublishedExamples, AreRefusedOnceAByteIsAnother) {
  int changed_forms = 0;
  for (const Form& form : forms()) {
    const std::string name = form.name.substr(0, form.name.find(' '));
    if (name != "post-x-www-form-urlencoded" && name != "get-vanilla-query" &&
        name != "get-header-key-duplicate" && name != "get-unreserved") {
      continue;
    }
    ++changed_forms;
    const SignatureRules rules = rules_for(form);
    http::HttpRequest changed = with_signature(form);
    std::vector<std::string*> parts = {&changed.method, &changed.target, &changed.body};
    for (http::Header& header : changed.headers) {
      if (header.name != "Authorization") parts.push_back(&header.value);
    }
    for (std::string* part : parts) {
      for (char& byte : *part) {
        if (&byte == &changed.target.front()) continue;  // "." is the path "/" again
        const char was = byte;
        byte = static_cast<char>(byte ^ 1);
        EXPECT_FALSE(test::authenticated(changed, rules, *parse_timestamp(test::published_time)))
            << form.name << ": " << *part;
        byte = was;
      }
    }
  }
  EXPECT_EQ(changed_forms, 8);
}

}  // namespace
}  // namespace krm::sigv4

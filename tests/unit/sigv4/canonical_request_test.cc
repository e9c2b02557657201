#include "sigv4/canonical_request.h"

#include <gtest/gtest.h>

#include <utility>
#include <vector>

#include "tests/support/requests.h"

namespace krm::sigv4 {
namespace {

TEST(CanonicalUri, IsThePathEncodedOnceMore) {
  const std::vector<std::pair<std::string, std::string>> table = {
      {"", "/"},
      {"/", "/"},
      {"//", "/"},
      {"/a", "/a"},
      {"/a/", "/a/"},
      {"//a//b//", "/a/b/"},
      {"/./a", "/a"},
      {"/a/.", "/a/"},
      {"/a/b/..", "/a/"},
      {"/a/../../b", "/b"},
      {"/..", "/"},
      {"/a%20b", "/a%2520b"},
      {"/a b", "/a%20b"},
      {"/-._~", "/-._~"},
      {"/a+b=c;d", "/a%2Bb%3Dc%3Bd"},
      {"/\xe1\x88\xb4", "/%E1%88%B4"},
      {"/...", "/..."},
  };
  for (const auto& [path, uri] : table) EXPECT_EQ(canonical_uri(path), uri) << path;
}

TEST(CanonicalQueryString, IsSortedAndEncodedAnew) {
  const std::vector<std::pair<std::string, std::string>> table = {
      {"/", ""},
      {"/?", ""},
      {"/?a", "a="},
      {"/?a=1&b=2", "a=1&b=2"},
      {"/?b=2&a=1", "a=1&b=2"},
      {"/?a=2&a=1", "a=1&a=2"},
      {"/?a=1&A=1", "A=1&a=1"},
      {"/?aa=1&a=1", "a=1&aa=1"},
      {"/?a-=1&a=1", "a=1&a-=1"},  // by name, not as text
      {"/?a=%7e%2f", "a=~%2F"},
      {"/?a=b=c", "a=b%3Dc"},
      {"/?a=b+c", "a=b%2Bc"},
      {"/?a=%zz%2", "a=%25zz%252"},
      {"/?&&a=1&", "a=1"},
      {"/?=1", "=1"},
      {"/?a=x?y", "a=x%3Fy"},
      {"/?a=://b", "a=%3A%2F%2Fb"},
      {"zz?a=://b", "a=%3A%2F%2Fb"},
      {"/?\xe1\x88\xb4=1", "%E1%88%B4=1"},
      {"http://host/p?a=1", "a=1"},
  };
  for (const auto& [target, query] : table) {
    EXPECT_EQ(canonical_query_string(target, false), query) << target;
  }
}

CanonicalRequest with_headers(const http::Headers& headers, const std::string& names) {
  http::HttpRequest request = test::generate_random("");
  request.headers = headers;
  return canonical_request(request, names, false);
}

TEST(CanonicalQueryString, LeavesOutTheSignatureThatIsReadAndNoOther) {
  const std::string target = "/?X-Amz-Signature=1&a=1&X-Amz-Signature=2";
  EXPECT_EQ(canonical_query_string(target, true), "X-Amz-Signature=2&a=1");
  EXPECT_EQ(canonical_query_string(target, false), "X-Amz-Signature=1&X-Amz-Signature=2&a=1");
}

std::string headers_of(const http::Headers& headers, const std::string& names) {
  std::string text;
  for (const http::Header& header : with_headers(headers, names).headers) {
    text += header.name + ":" + header.value + "\n";
  }
  return text;
}

TEST(CanonicalHeaders, AreTheSignedOnesInOrder) {
  const http::Headers headers = {{"X-B", "2"}, {"Host", "h"}, {"X-A", "1"}};
  EXPECT_EQ(headers_of(headers, "x-b;host;X-A"), "host:h\nx-a:1\nx-b:2\n");
  EXPECT_EQ(headers_of(headers, "host"), "host:h\n");
  EXPECT_EQ(headers_of(headers, "host;host;;HOST"), "host:h\n");
  EXPECT_EQ(headers_of(headers, ""), "");
}

TEST(CanonicalHeaders, AreJoinedTrimmedAndCollapsed) {
  EXPECT_EQ(headers_of({{"a", "  1   2  "}, {"A", "\t3\t4 "}, {"a", ""}}, "a"), "a:1 2,3\t4,\n");
  EXPECT_EQ(headers_of({{"a", "\"x   y\""}}, "a"), "a:\"x y\"\n");
  EXPECT_EQ(headers_of({{"a", ""}}, "a"), "a:\n");
}

TEST(CanonicalHeaders, ThatAreMissingAreTakenForEmptyAndNamed) {
  const CanonicalRequest canonical = with_headers({{"a", ""}}, "c;a;b");
  EXPECT_EQ(canonical.missing, (std::vector<std::string>{"b", "c"}));
  EXPECT_EQ(canonical.signed_headers, "a;b;c");
}

TEST(CanonicalRequest, IsMadeOfEveryPart) {
  http::HttpRequest request = test::generate_random("{}");
  request.target = "/p?b&a=1";
  request = test::with(request, "X-Amz-Content-Sha256", "UNSIGNED-PAYLOAD");
  EXPECT_EQ(canonical_request(request, "host;x-amz-target;x-amz-content-sha256", false).text(),
            "POST\n/p\na=1&b=\nhost:127.0.0.1:4599\nx-amz-content-sha256:UNSIGNED-PAYLOAD\n"
            "x-amz-target:TrentService.GenerateRandom\n\n"
            "host;x-amz-content-sha256;x-amz-target\n"
            "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a");
}

}  // namespace
}  // namespace krm::sigv4

// How the parts of a signature are taken out of a request.
#include "sigv4/authorization.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "sigv4/credential.h"
#include "sigv4/percent_encoding.h"
#include "sigv4/request_target.h"
#include "tests/support/requests.h"

namespace krm::sigv4 {
namespace {

std::string told(const tl::expected<Authorization, aws::Error>& read) {
  if (!read) return read.error().body();
  return read->algorithm + " " + read->credential + " " + read->signed_headers + " " +
         read->signature + " " + read->date;
}

tl::expected<Authorization, aws::Error> read_of(const http::HttpRequest& request) {
  return read_authorization(request, read_signature(request));
}

std::string by_header(const std::string& value) {
  return told(
      read_of(test::with(test::with(test::ask_for(1), "X-Amz-Date", "D"), "Authorization", value)));
}

TEST(ReadAuthorization, SplitsAHeaderAtCommasAndBlanks) {
  for (const std::string value :
       {"A Credential=c, SignedHeaders=h, Signature=s",
        "A Credential=c,SignedHeaders=h,Signature=s", "A Signature=s Credential=c SignedHeaders=h",
        "A  Credential=c ,, SignedHeaders=h\tSignature=s,"}) {
    EXPECT_EQ(by_header(value), "A c h s D") << value;
  }
}

TEST(ReadAuthorization, TakesTheLaterOfTwo) {
  EXPECT_EQ(by_header("A Credential=b Credential=c SignedHeaders=h Signature=s=="), "A c h s== D");
}

TEST(ReadAuthorization, LetsSignedHeadersBeEmpty) {
  EXPECT_EQ(by_header("A Credential=c SignedHeaders= Signature=s"), "A c  s D");
}

// REAL-OTHER: kinesalite suite.
TEST(ReadAuthorization, NamesEverythingThatIsMissing) {
  const auto incomplete = [](const std::string& message) {
    return R"({"__type":"IncompleteSignatureException","message":")" + message + R"("})";
  };
  const std::string credential = "Authorization header requires 'Credential' parameter. ";
  const std::string signature = "Authorization header requires 'Signature' parameter. ";
  const std::string headers = "Authorization header requires 'SignedHeaders' parameter. ";
  EXPECT_EQ(told(read_of(test::with(test::ask_for(1), "Authorization", "X"))),
            incomplete(credential + signature + headers +
                       "Authorization header requires existence of either a 'X-Amz-Date' or a "
                       "'Date' header. Authorization=X"));
  EXPECT_EQ(by_header("X"), incomplete(credential + signature + headers + "Authorization=X"));
  EXPECT_EQ(by_header("AWS4- Signature=b,Credential=a"),
            incomplete(headers + "Authorization=AWS4- Signature=b,Credential=a"));
  EXPECT_EQ(by_header("AWS4- Signature=,Credential=,SignedHeaders=h"),
            incomplete(credential + signature +
                       "Authorization=AWS4- Signature=,Credential=,SignedHeaders=h"));
  EXPECT_EQ(by_header("Bearer b"),
            incomplete("'b' not a valid key=value pair (missing equal-sign) in Authorization "
                       "header: 'Bearer b'."));
}

TEST(SplitCredential, WantsFiveParts) {
  const auto parts = [](std::string_view text) {
    const auto c = split_credential(text);
    if (!c) return std::string("none");
    return fmt::format("{}|{}|{}|{}|{}", c->access_key_id, c->date, c->region, c->service,
                       c->terminator);
  };
  EXPECT_EQ(parts("a/b/c/d/e"), "a|b|c|d|e");
  EXPECT_EQ(parts("a/b/c/d/e//"), "a|b|c|d|e");
  EXPECT_EQ(parts("///d/e"), "|||d|e");
  for (const std::string text : {"", "/", "a", "a/b/c/d", "a/b/c/d/", "a/b/c/d/e/f"}) {
    EXPECT_EQ(parts(text), "none") << text;
  }
}

TEST(PercentEncoding, KeepsWhatIsUnreserved) {
  EXPECT_EQ(percent_encoded("AZaz09-._~ /+%\x7f\xc3"), "AZaz09-._~%20%2F%2B%25%7F%C3");
  EXPECT_EQ(percent_encoded("/a/", "/"), "/a/");
  EXPECT_EQ(percent_decoded("%41%7a+%2f%"), "Az+/%");
  EXPECT_EQ(percent_decoded("%4%4g%g4%"), "%4%4g%g4%");
}

TEST(SplitTarget, TellsPathAndParametersApart) {
  const auto parts = [](std::string_view target) {
    const RequestTarget split = split_target(target);
    std::string text(split.path);
    for (const RawParameter& parameter : split.query) {
      text += fmt::format(" {}={}", parameter.name, parameter.value);
    }
    return text;
  };
  EXPECT_EQ(parts("/a?b=c&&d&e=f=g"), "/a b=c d= e=f=g");
  EXPECT_EQ(parts("/a?"), "/a");
  EXPECT_EQ(parts("http://h:1/a?b=c"), "/a b=c");
  EXPECT_EQ(parts("http://h:1?b=c"), " b=c");
  EXPECT_EQ(parts("http://h"), "");
  EXPECT_EQ(parts("HTTPS://h/a"), "/a");
  EXPECT_EQ(parts("/a://b/c"), "/a://b/c");
  EXPECT_EQ(parts("zz?y=a://b"), "zz y=a://b");
  EXPECT_EQ(parts("foo://h/a"), "foo://h/a");
}

}  // namespace
}  // namespace krm::sigv4

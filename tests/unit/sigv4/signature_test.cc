#include "sigv4/signature.h"

#include <gtest/gtest.h>

#include <string>

#include "tests/support/requests.h"

namespace krm::sigv4 {
namespace {

// "ID in REGION"; "nobody" where the request has no credential.
std::string told(const Signature& signature) {
  if (signature.access_key_id.empty() && signature.region.empty()) return "nobody";
  return signature.access_key_id + " in " + signature.region;
}

std::string by_authorization(const std::string& authorization) {
  return told(read_signature(test::with(test::ask_for(1), "authorization", authorization)));
}

http::HttpRequest to_target(const std::string& target) {
  http::HttpRequest request = test::ask_for(1);
  request.target = target;
  return request;
}

std::string by_target(const std::string& target) { return told(read_signature(to_target(target))); }

TEST(ClaimedIdentity, IsNamedByTheAuthorizationHeader) {
  EXPECT_EQ(by_authorization(
                "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20261124/us-east-1/kms/aws4_request,"
                " SignedHeaders=host;x-amz-date, Signature=0123"),
            "AKIDEXAMPLE in us-east-1");
}

TEST(ClaimedIdentity, IsFoundWhereverItStandsInTheHeader) {
  EXPECT_EQ(by_authorization("AWS4-HMAC-SHA256 SignedHeaders=host,Signature=0123,"
                             "Credential=AKIDEXAMPLE/20261124/us-east-1/kms/aws4_request"),
            "AKIDEXAMPLE in us-east-1");
  EXPECT_EQ(
      by_authorization("AWS4-HMAC-SHA256 "
                       "Credential=AKIDEXAMPLE/20261124/us-east-1/kms/aws4_request,Signature=0123"),
      "AKIDEXAMPLE in us-east-1");
  EXPECT_EQ(
      by_authorization("AWS4-HMAC-SHA256 "
                       "Credential=AKIDEXAMPLE/20261124/us-east-1/kms/aws4_request Signature=0123"),
      "AKIDEXAMPLE in us-east-1");
}

TEST(ClaimedIdentity, IsNamedByTheQuery) {
  for (const std::string slash : {"%2F", "%2f", "/"}) {
    const std::string credential = "AKIDEXAMPLE" + slash + "20261124" + slash + "eu-west-1" +
                                   slash + "kms" + slash + "aws4_request";
    EXPECT_EQ(by_target("/?X-Amz-Credential=" + credential), "AKIDEXAMPLE in eu-west-1") << slash;
    EXPECT_EQ(by_target("/some/path?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=" +
                        credential + "&X-Amz-Date=20261124T071500Z"),
              "AKIDEXAMPLE in eu-west-1")
        << slash;
  }
}

TEST(ClaimedIdentity, IsThatOfTheHeaderWhereBothNameOne) {
  const http::HttpRequest both = test::signed_by(
      "AKIDHEADER", to_target("/?X-Amz-Credential=AKIDQUERY/20261124/eu-west-1/kms/aws4_request"));
  EXPECT_EQ(told(read_signature(both)), "AKIDHEADER in us-east-1");
}

TEST(ClaimedIdentity, IsNobodyWithoutACredential) {
  EXPECT_EQ(told(read_signature(test::ask_for(1))), "nobody");
  EXPECT_EQ(by_authorization(""), "nobody");
  EXPECT_EQ(by_authorization("Basic QUtJREVYQU1QTEU6c2VjcmV0"), "nobody");
  EXPECT_EQ(by_authorization("AWS4-HMAC-SHA256 SignedHeaders=host, Signature=0"), "nobody");
  EXPECT_EQ(by_target("/?"), "nobody");
  EXPECT_EQ(by_target("/?X-Amz-Date=20261124T071500Z"), "nobody");
}

TEST(ClaimedIdentity, IsNobodyWhereTheCredentialIsMalformed) {
  for (const std::string credential :
       {"", "AKIDEXAMPLE", "AKIDEXAMPLE/20261124/us-east-1/kms",
        "AKIDEXAMPLE/20261124/us-east-1/kms/aws4_request/more", "AKIDEXAMPLE%2F20261124"}) {
    EXPECT_EQ(by_authorization("AWS4-HMAC-SHA256 Credential=" + credential + ", Signature=0"),
              "nobody")
        << credential;
    EXPECT_EQ(by_target("/?X-Amz-Credential=" + credential), "nobody") << credential;
  }
}

TEST(ClaimedIdentity, IsDecodedInTheQueryAndNowhereElse) {
  EXPECT_EQ(by_target("/?X-Amz-Credential=AK%49D%2F20261124%2Feu-west-1%2Fkms%2Faws4_request"),
            "AKID in eu-west-1");
  EXPECT_EQ(by_target("/?X-Amz-Credential=AKID%2%2F20261124%2Feu-west-1%2Fkms%2Faws4_request"),
            "AKID%2 in eu-west-1");
  EXPECT_EQ(
      by_authorization("AWS4-HMAC-SHA256 Credential=AK%49D/20261124/us-east-1/kms/aws4_request"),
      "AK%49D in us-east-1");
}

TEST(ClaimedIdentity, IsNamedByTheQueryWhereTheHeaderIsEmpty) {
  const http::HttpRequest request =
      test::with(to_target("/?X-Amz-Credential=AKIDQUERY/20261124/eu-west-1/kms/aws4_request"),
                 "Authorization", "");
  EXPECT_EQ(told(read_signature(request)), "AKIDQUERY in eu-west-1");
}

TEST(ClaimedIdentity, IsNotLookedForOutsideTheQuery) {
  EXPECT_EQ(by_target("/X-Amz-Credential=AKID/20261124/eu-west-1/kms/aws4_request"), "nobody");
}

TEST(ClaimedIdentity, IsNotNamedByAParameterWhoseNameOnlyEndsSo) {
  EXPECT_EQ(by_target("/?An-X-Amz-Credential=AKID/20261124/eu-west-1/kms/aws4_request"), "nobody");
  EXPECT_EQ(by_target("/?a=X-Amz-Credential=AKID/20261124/eu-west-1/kms/aws4_request"), "nobody");
  EXPECT_EQ(
      by_authorization("AWS4-HMAC-SHA256 NoCredential=AKID/20261124/eu-west-1/kms/aws4_request"),
      "nobody");
}

bool is_there(const std::string& target) { return read_signature(to_target(target)).is_there(); }

TEST(Signature, IsThereWithAHeaderOrAParameterOfItsName) {
  const auto with_header = [](const std::string& value) {
    return read_signature(test::with(test::ask_for(1), "Authorization", value)).is_there();
  };
  EXPECT_TRUE(with_header("Basic QUtJREVYQU1QTEU6c2VjcmV0"));
  EXPECT_TRUE(with_header("")) << "as the dispatcher has it";
  EXPECT_TRUE(is_there("/?X-Amz-Algorithm=AWS4-HMAC-SHA256"));
  EXPECT_TRUE(is_there("/?a=b&X-Amz-Algorithm"));
  EXPECT_FALSE(is_there("/?X-Amz-Credential=AKID/20261124/eu-west-1/kms/aws4_request"));
  EXPECT_FALSE(is_there("/?x=X-Amz-Algorithm=AWS4-HMAC-SHA256"));
  EXPECT_FALSE(is_there("/X-Amz-Algorithm=AWS4-HMAC-SHA256"));
  EXPECT_FALSE(is_there("/"));
}

}  // namespace
}  // namespace krm::sigv4

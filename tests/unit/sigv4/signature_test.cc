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

TEST(Signer, IsNamedByTheAuthorizationHeader) {
  EXPECT_EQ(by_authorization(
                "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20261124/us-east-1/kms/aws4_request,"
                " SignedHeaders=host;x-amz-date, Signature=0123"),
            "AKIDEXAMPLE in us-east-1");
}

TEST(Signer, IsFoundWhereverItStandsInTheHeader) {
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

TEST(Signer, IsNamedByTheQuery) {
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

TEST(Signer, IsThatOfTheHeaderWhereBothNameOne) {
  const http::HttpRequest both = test::signed_by(
      "AKIDHEADER", to_target("/?X-Amz-Credential=AKIDQUERY/20261124/eu-west-1/kms/aws4_request"));
  EXPECT_EQ(told(read_signature(both)), "AKIDHEADER in us-east-1");
}

TEST(Signer, IsNobodyWithoutACredential) {
  EXPECT_EQ(told(read_signature(test::ask_for(1))), "nobody");
  EXPECT_EQ(by_authorization(""), "nobody");
  EXPECT_EQ(by_authorization("Basic QUtJREVYQU1QTEU6c2VjcmV0"), "nobody");
  EXPECT_EQ(by_authorization("AWS4-HMAC-SHA256 SignedHeaders=host, Signature=0"), "nobody");
  EXPECT_EQ(by_target("/?"), "nobody");
  EXPECT_EQ(by_target("/?X-Amz-Date=20261124T071500Z"), "nobody");
}

TEST(Signer, IsNobodyWhereTheCredentialIsMalformed) {
  for (const std::string credential :
       {"", "AKIDEXAMPLE", "AKIDEXAMPLE/20261124/us-east-1/kms",
        "AKIDEXAMPLE/20261124/us-east-1/kms/aws4_request/more", "AKIDEXAMPLE%2F20261124"}) {
    EXPECT_EQ(by_authorization("AWS4-HMAC-SHA256 Credential=" + credential + ", Signature=0"),
              "nobody")
        << credential;
    EXPECT_EQ(by_target("/?X-Amz-Credential=" + credential), "nobody") << credential;
  }
}

TEST(Signer, IsDecodedInTheQueryAndNowhereElse) {
  EXPECT_EQ(by_target("/?X-Amz-Credential=AK%49D%2F20261124%2Feu-west-1%2Fkms%2Faws4_request"),
            "AKID in eu-west-1");
  EXPECT_EQ(by_target("/?X-Amz-Credential=AKID%2%2F20261124%2Feu-west-1%2Fkms%2Faws4_request"),
            "AKID%2 in eu-west-1");
  EXPECT_EQ(
      by_authorization("AWS4-HMAC-SHA256 Credential=AK%49D/20261124/us-east-1/kms/aws4_request"),
      "AK%49D in us-east-1");
}

TEST(Signer, IsNamedByTheQueryWhereTheHeaderIsEmpty) {
  const http::HttpRequest request =
      test::with(to_target("/?X-Amz-Credential=AKIDQUERY/20261124/eu-west-1/kms/aws4_request"),
                 "Authorization", "");
  EXPECT_EQ(told(read_signature(request)), "AKIDQUERY in eu-west-1");
}

TEST(Signer, IsNotLookedForOutsideTheQuery) {
  EXPECT_EQ(by_target("/X-Amz-Credential=AKID/20261124/eu-west-1/kms/aws4_request"), "nobody");
}

TEST(Signer, IsNotNamedByAParameterWhoseNameOnlyEndsSo) {
  EXPECT_EQ(by_target("/?An-X-Amz-Credential=AKID/20261124/eu-west-1/kms/aws4_request"), "nobody");
  EXPECT_EQ(by_target("/?a=X-Amz-Credential=AKID/20261124/eu-west-1/kms/aws4_request"), "nobody");
  EXPECT_EQ(
      by_authorization("AWS4-HMAC-SHA256 NoCredential=AKID/20261124/eu-west-1/kms/aws4_request"),
      "nobody");
}

}  // namespace
}  // namespace krm::sigv4

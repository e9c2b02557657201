#include "aws/error.h"

#include <gtest/gtest.h>

#include <set>
#include <string>

namespace krm::aws {
namespace {

struct Row {
  std::string_view name;
  int status;
  std::string_view body;
};

// Every entry, as it is answered when nothing more is said about it.
constexpr Row default_bodies[] = {
    {"CustomKeyStoreNotFoundException", 400, R"({"__type":"CustomKeyStoreNotFoundException"})"},
    {"CustomKeyStoreInvalidStateException", 400,
     R"({"__type":"CustomKeyStoreInvalidStateException"})"},
    {"UnsupportedOperationException", 400, R"({"__type":"UnsupportedOperationException"})"},
    {"KMSInternalException", 500, R"({"__type":"KMSInternalException"})"},
    {"DependencyTimeoutException", 500, R"({"__type":"DependencyTimeoutException"})"},
    {"InvalidMarkerException", 400, R"({"__type":"InvalidMarkerException"})"},
    {"CloudHsmClusterNotActiveException", 400, R"({"__type":"CloudHsmClusterNotActiveException"})"},
    {"CloudHsmClusterInvalidConfigurationException", 400,
     R"({"__type":"CloudHsmClusterInvalidConfigurationException"})"},
    {"NotFoundException", 400, R"({"__type":"NotFoundException","message":"Invalid keyId 'x'"})"},
    {"InvalidCiphertextException", 400, R"({"__type":"InvalidCiphertextException"})"},
    {"KMSInvalidSignatureException", 400, R"({"__type":"KMSInvalidSignatureException"})"},
    {"KMSInvalidMacException", 400, R"({"__type":"KMSInvalidMacException"})"},
    {"LimitExceededException", 400, R"({"__type":"LimitExceededException"})"},
    {"AlreadyExistsException", 400, R"({"__type":"AlreadyExistsException"})"},
    {"CloudHsmClusterInUseException", 400, R"({"__type":"CloudHsmClusterInUseException"})"},
    {"CloudHsmClusterNotFoundException", 400, R"({"__type":"CloudHsmClusterNotFoundException"})"},
    {"CloudHsmClusterNotRelatedException", 400,
     R"({"__type":"CloudHsmClusterNotRelatedException"})"},
    {"ConflictException", 400, R"({"__type":"ConflictException"})"},
    {"CustomKeyStoreHasCMKsException", 400, R"({"__type":"CustomKeyStoreHasCMKsException"})"},
    {"CustomKeyStoreNameInUseException", 400, R"({"__type":"CustomKeyStoreNameInUseException"})"},
    {"DisabledException", 400, R"({"__type":"DisabledException"})"},
    {"DryRunOperationException", 400, R"({"__type":"DryRunOperationException"})"},
    {"ExpiredImportTokenException", 400, R"({"__type":"ExpiredImportTokenException"})"},
    {"IncorrectKeyException", 400, R"({"__type":"IncorrectKeyException"})"},
    {"IncorrectKeyMaterialException", 400, R"({"__type":"IncorrectKeyMaterialException"})"},
    {"IncorrectTrustAnchorException", 400, R"({"__type":"IncorrectTrustAnchorException"})"},
    {"InvalidAliasNameException", 400, R"({"__type":"InvalidAliasNameException"})"},
    {"InvalidArnException", 400, R"({"__type":"InvalidArnException"})"},
    {"InvalidGrantIdException", 400, R"({"__type":"InvalidGrantIdException"})"},
    {"InvalidGrantTokenException", 400, R"({"__type":"InvalidGrantTokenException"})"},
    {"InvalidImportTokenException", 400, R"({"__type":"InvalidImportTokenException"})"},
    {"InvalidKeyUsageException", 400, R"({"__type":"InvalidKeyUsageException"})"},
    {"KeyUnavailableException", 500, R"({"__type":"KeyUnavailableException"})"},
    {"KMSInvalidStateException", 400, R"({"__type":"KMSInvalidStateException"})"},
    {"MalformedPolicyDocumentException", 400, R"({"__type":"MalformedPolicyDocumentException"})"},
    {"TagException", 400, R"({"__type":"TagException"})"},
    {"XksKeyAlreadyInUseException", 400, R"({"__type":"XksKeyAlreadyInUseException"})"},
    {"XksKeyInvalidConfigurationException", 400,
     R"({"__type":"XksKeyInvalidConfigurationException"})"},
    {"XksKeyNotFoundException", 400, R"({"__type":"XksKeyNotFoundException"})"},
    {"XksProxyIncorrectAuthenticationCredentialException", 400,
     R"({"__type":"XksProxyIncorrectAuthenticationCredentialException"})"},
    {"XksProxyInvalidConfigurationException", 400,
     R"({"__type":"XksProxyInvalidConfigurationException"})"},
    {"XksProxyInvalidResponseException", 400, R"({"__type":"XksProxyInvalidResponseException"})"},
    {"XksProxyUriEndpointInUseException", 400, R"({"__type":"XksProxyUriEndpointInUseException"})"},
    {"XksProxyUriInUseException", 400, R"({"__type":"XksProxyUriInUseException"})"},
    {"XksProxyUriUnreachableException", 400, R"({"__type":"XksProxyUriUnreachableException"})"},
    {"XksProxyVpcEndpointServiceInUseException", 400,
     R"({"__type":"XksProxyVpcEndpointServiceInUseException"})"},
    {"XksProxyVpcEndpointServiceInvalidConfigurationException", 400,
     R"({"__type":"XksProxyVpcEndpointServiceInvalidConfigurationException"})"},
    {"XksProxyVpcEndpointServiceNotFoundException", 400,
     R"({"__type":"XksProxyVpcEndpointServiceNotFoundException"})"},
    {"ThrottlingException", 400,
     R"({"__type":"ThrottlingException","message":"You have exceeded the rate at which you may call KMS. Reduce the frequency of your calls."})"},
    {"AccessDeniedException", 400,
     R"({"__type":"AccessDeniedException","Message":"User: arn:aws:iam::111122223333:user/alice is not authorized to perform: kms:GenerateRandom on resource: * because no identity-based policy allows the kms:GenerateRandom action"})"},
    {"UnrecognizedClientException", 400,
     R"({"__type":"UnrecognizedClientException","message":"The security token included in the request is invalid."})"},
    {"ExpiredTokenException", 400,
     R"({"__type":"ExpiredTokenException","message":"The security token included in the request is expired"})"},
    {"InvalidSignatureException", 400,
     R"({"__type":"InvalidSignatureException","message":"The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details."})"},
    {"MissingAuthenticationTokenException", 400,
     R"({"__type":"MissingAuthenticationTokenException","message":"Missing Authentication Token"})"},
    {"IncompleteSignatureException", 400,
     R"({"__type":"IncompleteSignatureException","message":"Authorization header requires 'Credential' parameter. Authorization header requires 'Signature' parameter. Authorization header requires 'SignedHeaders' parameter. Authorization=AWS4-HMAC-SHA256"})"},
    {"SerializationException", 400, R"({"__type":"SerializationException"})"},
    {"UnknownOperationException", 400, R"({"__type":"UnknownOperationException"})"},
    {"ValidationException", 400,
     R"({"__type":"ValidationException","message":"NumberOfBytes is required."})"},
    {"InternalFailure", 500, R"({"__type":"InternalFailure"})"},
    {"ServiceUnavailable", 503, R"({"__type":"ServiceUnavailable"})"},
    {"ServiceUnavailableException", 503, R"({"__type":"ServiceUnavailableException"})"},
    {"RequestExpired", 400, R"({"__type":"RequestExpired"})"},
    {"InvalidClientTokenId", 400, R"({"__type":"InvalidClientTokenId"})"},
    {"IncompleteSignature", 400, R"({"__type":"IncompleteSignature"})"},
    {"MissingAuthenticationToken", 400, R"({"__type":"MissingAuthenticationToken"})"},
    {"NotAuthorized", 400, R"({"__type":"NotAuthorized"})"},
    {"OptInRequired", 400, R"({"__type":"OptInRequired"})"},
};

TEST(ErrorCatalogue, MakesEveryEntryByName) {
  ASSERT_EQ(error_catalogue.size(), std::size(default_bodies));
  for (std::size_t i = 0; i < std::size(default_bodies); ++i) {
    const ErrorEntry* entry = find_error(default_bodies[i].name);
    ASSERT_EQ(entry, &error_catalogue[i]) << default_bodies[i].name;
    EXPECT_EQ(entry->status, default_bodies[i].status) << default_bodies[i].name;
    EXPECT_EQ(Error(*entry).body(), default_bodies[i].body);
  }
}

TEST(ErrorCatalogue, NamesEachOnceAndSaysWhereItIsFrom) {
  std::set<std::string_view> names;
  for (const ErrorEntry& entry : error_catalogue) {
    EXPECT_TRUE(names.insert(entry.name).second) << entry.name;
    const auto tag = entry.source.substr(0, entry.source.find_first_of(": "));
    EXPECT_TRUE(tag == "REAL" || tag == "REAL-OTHER" || tag == "DOC" || tag == "MODEL" ||
                tag == "GUESS")
        << entry.name << ": " << entry.source;
  }
}

// 229 bytes is what was recorded.
TEST(ErrorCatalogue, SignatureMismatchIsAsLongAsTheRecordedBody) {
  EXPECT_EQ(Error(error_named("InvalidSignatureException")).body().size(), 229u);
}

TEST(Error, NamesTheOperationThatWasAskedFor) {
  constexpr const ErrorEntry& not_allowed = error_named("AccessDeniedException");
  const std::string at_decrypt = text_for(not_allowed, "Decrypt");
  EXPECT_EQ(at_decrypt,
            "User: arn:aws:iam::111122223333:user/alice is not authorized to perform: kms:Decrypt "
            "on resource: * because no identity-based policy allows the kms:Decrypt action");
  EXPECT_EQ(text_for(not_allowed, "GenerateRandom"), not_allowed.text);
  EXPECT_EQ(text_for(not_allowed, ""), not_allowed.text);
  constexpr const ErrorEntry& invalid = error_named("ValidationException");
  EXPECT_EQ(text_for(invalid, "Decrypt"), "");
  EXPECT_EQ(text_for(invalid, "GenerateRandom"), "NumberOfBytes is required.");
  EXPECT_EQ(text_for(error_named("ThrottlingException"), "Decrypt"),
            error_named("ThrottlingException").text);
}

TEST(Error, SpellsTheMessageKeyAsItsEntrySays) {
  EXPECT_EQ(Error(error_named("SerializationException"), "x").body(),
            R"({"__type":"SerializationException","Message":"x"})");
  EXPECT_EQ(Error(error_named("ValidationException"), "x").body(),
            R"({"__type":"ValidationException","message":"x"})");
}

TEST(Error, SendsAnEmptyMessageThatWasAskedFor) {
  EXPECT_EQ(Error(error_named("ThrottlingException"), "").body(),
            R"({"__type":"ThrottlingException","message":""})");
}

TEST(Error, EscapesWhatJsonMust) {
  EXPECT_EQ(Error(error_named("ValidationException"), "\"\\\n\xc3\xa9").body(),
            "{\"__type\":\"ValidationException\",\"message\":\"\\\"\\\\\\n\xc3\xa9\"}");
}

TEST(ErrorCatalogue, KnowsNamesToTheLetter) {
  EXPECT_EQ(find_error("NoSuchException"), nullptr);
  EXPECT_EQ(find_error("throttlingException"), nullptr);
  EXPECT_EQ(find_error(""), nullptr);
}

}  // namespace
}  // namespace krm::aws

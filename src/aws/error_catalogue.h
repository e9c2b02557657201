// The error catalogue: every error that AWS KMS, or the front end before it, is known to answer
// with a JSON body. It is the only table of errors. Code, scenarios and documentation refer to its
// entries by name.
#pragma once

#include <algorithm>
#include <array>
#include <string_view>

namespace krm::aws {

// The key of the text in the body. KMS spells it in more than one way.
enum class MessageKey {
  none,       // {"__type":"X"}
  lowercase,  // {"__type":"X","message":"..."}
  uppercase,  // {"__type":"X","Message":"..."}
};

// Whether SDKs try again after it. SDK: botocore, @smithy/core, aws-sdk-go-v2, Java 2, aws-sdk-kms;
// read 2026-11-29.
enum class Retried {
  never,          // by none of them, as long as the clocks agree
  as_throttling,  // by all; LimitExceededException not by Java's legacy mode
  as_transient,   // by all, as their status tells
  with_new_time,  // once, by all but boto3, where the Date of the reply is minutes off
};

struct ErrorEntry {
  std::string_view name;  // the value of `__type`
  int status;
  MessageKey key;         // unused when there is no text
  std::string_view text;  // sent when an Error brings no text; empty: none is sent
  std::string_view source;
  Retried retried = Retried::never;
};

// REAL: recorded from AWS KMS. REAL-OTHER: recorded from another service on the same front end.
// DOC: AWS documentation. MODEL: the model of the service, 48 errors in botocore 1.44.8, which has
// no statuses: those of the API reference stand here. GUESS: inferred, nothing recorded.
inline constexpr std::array error_catalogue{
    // GenerateRandom declares these.
    ErrorEntry{"CustomKeyStoreNotFoundException", 400, MessageKey::none, "",
               "REAL: smithy-rs KMS integration test, recorded 2021-03"},
    ErrorEntry{"CustomKeyStoreInvalidStateException", 400, MessageKey::lowercase, "",
               "DOC: API reference; body GUESS, like CustomKeyStoreNotFoundException"},
    ErrorEntry{"UnsupportedOperationException", 400, MessageKey::lowercase, "",
               "REAL for other operations: LocalStack snapshots; text for this one GUESS"},
    ErrorEntry{"KMSInternalException", 500, MessageKey::lowercase, "",
               "DOC: API reference; body GUESS", Retried::as_transient},
    ErrorEntry{"DependencyTimeoutException", 500, MessageKey::lowercase, "",
               "DOC: API reference; body GUESS", Retried::as_transient},
    // The operations of key stores declare these as well.
    ErrorEntry{"InvalidMarkerException", 400, MessageKey::lowercase, "",
               "MODEL: botocore kms/2014-11-01; body GUESS"},
    ErrorEntry{"CloudHsmClusterNotActiveException", 400, MessageKey::lowercase, "",
               "MODEL: botocore kms/2014-11-01; body GUESS"},
    ErrorEntry{"CloudHsmClusterInvalidConfigurationException", 400, MessageKey::lowercase, "",
               "MODEL: botocore kms/2014-11-01; body GUESS"},
    // Other operations of the model declare these.
    ErrorEntry{"NotFoundException", 400, MessageKey::lowercase, "Invalid keyId 'x'",
               "REAL: LocalStack snapshots; not from this operation"},
    ErrorEntry{"InvalidCiphertextException", 400, MessageKey::none, "",
               "REAL: aws-cli#1100, LocalStack snapshots; not from this operation"},
    ErrorEntry{"KMSInvalidSignatureException", 400, MessageKey::none, "",
               "REAL: LocalStack snapshots; not from this operation"},
    ErrorEntry{"KMSInvalidMacException", 400, MessageKey::none, "",
               "REAL: LocalStack snapshots; not from this operation"},
    ErrorEntry{"LimitExceededException", 400, MessageKey::lowercase, "",
               "REAL: LocalStack snapshots; not from this operation, text depends on it",
               Retried::as_throttling},
    ErrorEntry{"AlreadyExistsException", 400, MessageKey::lowercase, "",
               "MODEL: botocore kms/2014-11-01; body GUESS"},
    ErrorEntry{"CloudHsmClusterInUseException", 400, MessageKey::lowercase, "",
               "MODEL: botocore kms/2014-11-01; body GUESS"},
    ErrorEntry{"CloudHsmClusterNotFoundException", 400, MessageKey::lowercase, "",
               "MODEL: botocore kms/2014-11-01; body GUESS"},
    ErrorEntry{"CloudHsmClusterNotRelatedException", 400, MessageKey::lowercase, "",
               "MODEL: botocore kms/2014-11-01; body GUESS"},
    ErrorEntry{"ConflictException", 400, MessageKey::lowercase, "",
               "MODEL: botocore kms/2014-11-01; body GUESS"},
    ErrorEntry{"CustomKeyStoreHasCMKsException", 400, MessageKey::lowercase, "",
               "MODEL: botocore kms/2014-11-01; body GUESS"},
    ErrorEntry{"CustomKeyStoreNameInUseException", 400, MessageKey::lowercase, "",
               "MODEL: botocore kms/2014-11-01; body GUESS"},
    ErrorEntry{"DisabledException", 400, MessageKey::lowercase, "",
               "MODEL: botocore kms/2014-11-01; body GUESS"},
    ErrorEntry{"DryRunOperationException", 400, MessageKey::lowercase, "",
               "MODEL: botocore kms/2014-11-01; body GUESS"},
    ErrorEntry{"ExpiredImportTokenException", 400, MessageKey::lowercase, "",
               "MODEL: botocore kms/2014-11-01; body GUESS"},
    ErrorEntry{"IncorrectKeyException", 400, MessageKey::lowercase, "",
               "MODEL: botocore kms/2014-11-01; body GUESS"},
    ErrorEntry{"IncorrectKeyMaterialException", 400, MessageKey::lowercase, "",
               "MODEL: botocore kms/2014-11-01; body GUESS"},
    ErrorEntry{"IncorrectTrustAnchorException", 400, MessageKey::lowercase, "",
               "MODEL: botocore kms/2014-11-01; body GUESS"},
    ErrorEntry{"InvalidAliasNameException", 400, MessageKey::lowercase, "",
               "MODEL: botocore kms/2014-11-01; body GUESS"},
    ErrorEntry{"InvalidArnException", 400, MessageKey::lowercase, "",
               "MODEL: botocore kms/2014-11-01; body GUESS"},
    ErrorEntry{"InvalidGrantIdException", 400, MessageKey::lowercase, "",
               "MODEL: botocore kms/2014-11-01; body GUESS"},
    ErrorEntry{"InvalidGrantTokenException", 400, MessageKey::lowercase, "",
               "MODEL: botocore kms/2014-11-01; body GUESS"},
    ErrorEntry{"InvalidImportTokenException", 400, MessageKey::lowercase, "",
               "MODEL: botocore kms/2014-11-01; body GUESS"},
    ErrorEntry{"InvalidKeyUsageException", 400, MessageKey::lowercase, "",
               "MODEL: botocore kms/2014-11-01; body GUESS"},
    ErrorEntry{"KeyUnavailableException", 500, MessageKey::lowercase, "",
               "DOC: API reference; body GUESS", Retried::as_transient},
    ErrorEntry{"KMSInvalidStateException", 400, MessageKey::lowercase, "",
               "MODEL: botocore kms/2014-11-01; body GUESS"},
    ErrorEntry{"MalformedPolicyDocumentException", 400, MessageKey::lowercase, "",
               "MODEL: botocore kms/2014-11-01; body GUESS"},
    ErrorEntry{"TagException", 400, MessageKey::lowercase, "",
               "MODEL: botocore kms/2014-11-01; body GUESS"},
    ErrorEntry{"XksKeyAlreadyInUseException", 400, MessageKey::lowercase, "",
               "MODEL: botocore kms/2014-11-01; body GUESS"},
    ErrorEntry{"XksKeyInvalidConfigurationException", 400, MessageKey::lowercase, "",
               "MODEL: botocore kms/2014-11-01; body GUESS"},
    ErrorEntry{"XksKeyNotFoundException", 400, MessageKey::lowercase, "",
               "MODEL: botocore kms/2014-11-01; body GUESS"},
    ErrorEntry{"XksProxyIncorrectAuthenticationCredentialException", 400, MessageKey::lowercase, "",
               "MODEL: botocore kms/2014-11-01; body GUESS"},
    ErrorEntry{"XksProxyInvalidConfigurationException", 400, MessageKey::lowercase, "",
               "MODEL: botocore kms/2014-11-01; body GUESS"},
    ErrorEntry{"XksProxyInvalidResponseException", 400, MessageKey::lowercase, "",
               "MODEL: botocore kms/2014-11-01; body GUESS"},
    ErrorEntry{"XksProxyUriEndpointInUseException", 400, MessageKey::lowercase, "",
               "MODEL: botocore kms/2014-11-01; body GUESS"},
    ErrorEntry{"XksProxyUriInUseException", 400, MessageKey::lowercase, "",
               "MODEL: botocore kms/2014-11-01; body GUESS"},
    ErrorEntry{"XksProxyUriUnreachableException", 400, MessageKey::lowercase, "",
               "MODEL: botocore kms/2014-11-01; body GUESS"},
    ErrorEntry{"XksProxyVpcEndpointServiceInUseException", 400, MessageKey::lowercase, "",
               "MODEL: botocore kms/2014-11-01; body GUESS"},
    ErrorEntry{"XksProxyVpcEndpointServiceInvalidConfigurationException", 400,
               MessageKey::lowercase, "", "MODEL: botocore kms/2014-11-01; body GUESS"},
    ErrorEntry{"XksProxyVpcEndpointServiceNotFoundException", 400, MessageKey::lowercase, "",
               "MODEL: botocore kms/2014-11-01; body GUESS"},
    // The front end answers these for every operation; no model declares them.
    ErrorEntry{"ThrottlingException", 400, MessageKey::lowercase,
               "You have exceeded the rate at which you may call KMS. Reduce the frequency of your "
               "calls.",
               "REAL: hyperlane#2391 (2023), aws-dynamodb-encryption-java#6",
               Retried::as_throttling},
    ErrorEntry{"AccessDeniedException", 400, MessageKey::uppercase,
               "User: arn:aws:iam::111122223333:user/alice is not authorized to perform: "
               "kms:GenerateRandom on resource: * because no identity-based policy allows the "
               "kms:GenerateRandom action",
               "REAL: nitro-enclaves-sdk-c#127, #157; operation substituted, user made up"},
    ErrorEntry{"UnrecognizedClientException", 400, MessageKey::lowercase,
               "The security token included in the request is invalid.", "REAL: vault#5965 (2018)"},
    ErrorEntry{"ExpiredTokenException", 400, MessageKey::lowercase,
               "The security token included in the request is expired", "REAL: sops#621 (2020)"},
    ErrorEntry{"InvalidSignatureException", 400, MessageKey::lowercase,
               "The request signature we calculated does not match the signature you provided. "
               "Check your AWS Secret Access Key and signing method. Consult the service "
               "documentation for details.",
               "REAL: aws-sdk-cpp#1681 (2021)", Retried::with_new_time},
    ErrorEntry{"MissingAuthenticationTokenException", 400, MessageKey::lowercase,
               "Missing Authentication Token", "REAL-OTHER: kinesalite suite"},
    ErrorEntry{"IncompleteSignatureException", 400, MessageKey::lowercase,
               "Authorization header requires 'Credential' parameter. Authorization header "
               "requires 'Signature' parameter. Authorization header requires 'SignedHeaders' "
               "parameter. Authorization=AWS4-HMAC-SHA256",
               "REAL-OTHER: kinesalite suite"},
    ErrorEntry{"SerializationException", 400, MessageKey::uppercase, "",
               "REAL: local-kms collection (2019); texts REAL-OTHER: athena-local (2026)"},
    ErrorEntry{"UnknownOperationException", 400, MessageKey::lowercase, "",
               "REAL-OTHER: athena-local (2026), kinesalite suite"},
    ErrorEntry{"ValidationException", 400, MessageKey::lowercase, "NumberOfBytes is required.",
               "REAL: LocalStack snapshots (2023, 2024)"},
    ErrorEntry{"InternalFailure", 500, MessageKey::lowercase, "", "DOC: common errors; body GUESS",
               Retried::as_transient},
    ErrorEntry{"ServiceUnavailable", 503, MessageKey::lowercase, "",
               "DOC: common errors; body GUESS", Retried::as_transient},
    ErrorEntry{"ServiceUnavailableException", 503, MessageKey::lowercase, "",
               "GUESS: the other spelling clients are tested against", Retried::as_transient},
    ErrorEntry{"RequestExpired", 400, MessageKey::lowercase, "",
               "GUESS: a name of the common errors (DOC), never seen from KMS",
               Retried::with_new_time},
    ErrorEntry{"InvalidClientTokenId", 400, MessageKey::lowercase, "",
               "GUESS: a name of the common errors (DOC), never seen from KMS"},
    ErrorEntry{"IncompleteSignature", 400, MessageKey::lowercase, "",
               "GUESS: a name of the common errors (DOC), never seen from KMS"},
    ErrorEntry{"MissingAuthenticationToken", 400, MessageKey::lowercase, "",
               "GUESS: a name of the common errors (DOC), never seen from KMS"},
    ErrorEntry{"NotAuthorized", 400, MessageKey::lowercase, "",
               "GUESS: a name of the common errors (DOC), never seen from KMS"},
    ErrorEntry{"OptInRequired", 400, MessageKey::lowercase, "",
               "GUESS: a name of the common errors (DOC), never seen from KMS"},
};

// Returns the entry of exactly that name, or nullptr.
constexpr const ErrorEntry* find_error(std::string_view name) {
  const auto* found = std::ranges::find(error_catalogue, name, &ErrorEntry::name);
  return found == error_catalogue.end() ? nullptr : found;
}

}  // namespace krm::aws

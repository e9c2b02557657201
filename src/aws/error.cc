#include "aws/error.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <utility>

namespace krm::aws {
namespace {

using enum MessageKey;

// REAL: recorded from AWS KMS. REAL-OTHER: recorded from another service on the same front end.
// DOC: AWS documentation. GUESS: inferred, nothing recorded.
constexpr std::array catalogue{
    ErrorEntry{"CustomKeyStoreNotFoundException", 400, none, "",
               "REAL: smithy-rs KMS integration test, recorded 2021-03"},
    ErrorEntry{"CustomKeyStoreInvalidStateException", 400, lowercase, "",
               "DOC: API reference; body GUESS, like CustomKeyStoreNotFoundException"},
    ErrorEntry{"UnsupportedOperationException", 400, lowercase, "",
               "REAL for other operations: LocalStack snapshots; text for this one GUESS"},
    ErrorEntry{"KMSInternalException", 500, lowercase, "", "DOC: API reference; body GUESS"},
    ErrorEntry{"DependencyTimeoutException", 500, lowercase, "", "DOC: API reference; body GUESS"},
    ErrorEntry{"ThrottlingException", 400, lowercase,
               "You have exceeded the rate at which you may call KMS. Reduce the frequency of your "
               "calls.",
               "REAL: hyperlane#2391 (2023), aws-dynamodb-encryption-java#6"},
    ErrorEntry{"AccessDeniedException", 400, uppercase,
               "User: arn:aws:iam::111122223333:user/alice is not authorized to perform: "
               "kms:GenerateRandom on resource: * because no identity-based policy allows the "
               "kms:GenerateRandom action",
               "REAL: nitro-enclaves-sdk-c#127, #157; operation substituted, user made up"},
    ErrorEntry{"UnrecognizedClientException", 400, lowercase,
               "The security token included in the request is invalid.", "REAL: vault#5965 (2018)"},
    ErrorEntry{"ExpiredTokenException", 400, lowercase,
               "The security token included in the request is expired", "REAL: sops#621 (2020)"},
    ErrorEntry{"InvalidSignatureException", 400, lowercase,
               "The request signature we calculated does not match the signature you provided. "
               "Check your AWS Secret Access Key and signing method. Consult the service "
               "documentation for details.",
               "REAL: aws-sdk-cpp#1681 (2021)"},
    ErrorEntry{"MissingAuthenticationTokenException", 400, lowercase,
               "Missing Authentication Token", "REAL-OTHER: kinesalite suite"},
    ErrorEntry{"IncompleteSignatureException", 400, lowercase,
               "Authorization header requires 'Credential' parameter. Authorization header "
               "requires 'Signature' parameter. Authorization header requires 'SignedHeaders' "
               "parameter. Authorization=AWS4-HMAC-SHA256",
               "REAL-OTHER: kinesalite suite"},
    ErrorEntry{"SerializationException", 400, uppercase, "",
               "REAL: local-kms collection (2019); texts REAL-OTHER: athena-local (2026)"},
    ErrorEntry{"UnknownOperationException", 400, none, "",
               "REAL-OTHER: athena-local (2026), kinesalite suite"},
    ErrorEntry{"ValidationException", 400, lowercase, "NumberOfBytes is required.",
               "REAL: LocalStack snapshots (2023, 2024)"},
    ErrorEntry{"NotFoundException", 400, lowercase, "Invalid keyId 'x'",
               "REAL: LocalStack snapshots; not from this operation"},
    ErrorEntry{"InvalidCiphertextException", 400, none, "",
               "REAL: aws-cli#1100, LocalStack snapshots; not from this operation"},
    ErrorEntry{"KMSInvalidSignatureException", 400, none, "",
               "REAL: LocalStack snapshots; not from this operation"},
    ErrorEntry{"KMSInvalidMacException", 400, none, "",
               "REAL: LocalStack snapshots; not from this operation"},
    ErrorEntry{"LimitExceededException", 400, lowercase, "",
               "REAL: LocalStack snapshots; not from this operation, text depends on it"},
    ErrorEntry{"InternalFailure", 500, lowercase, "", "DOC: common errors; body GUESS"},
    ErrorEntry{"ServiceUnavailable", 503, lowercase, "", "DOC: common errors; body GUESS"},
    ErrorEntry{"ServiceUnavailableException", 503, lowercase, "",
               "GUESS: the other spelling clients are tested against"},
    ErrorEntry{"RequestExpired", 400, lowercase, "", "DOC: common errors; never seen from KMS"},
    ErrorEntry{"InvalidClientTokenId", 400, lowercase, "",
               "DOC: common errors; never seen from KMS"},
    ErrorEntry{"IncompleteSignature", 400, lowercase, "",
               "DOC: common errors; never seen from KMS"},
    ErrorEntry{"MissingAuthenticationToken", 400, lowercase, "",
               "DOC: common errors; never seen from KMS"},
    ErrorEntry{"NotAuthorized", 400, lowercase, "", "DOC: common errors; never seen from KMS"},
    ErrorEntry{"OptInRequired", 400, lowercase, "", "DOC: common errors; never seen from KMS"},
};

}  // namespace

std::span<const ErrorEntry> error_catalogue() { return catalogue; }

const ErrorEntry* find_error(std::string_view name) {
  const auto* found = std::ranges::find(catalogue, name, &ErrorEntry::name);
  return found == catalogue.end() ? nullptr : found;
}

Error::Error(std::string_view name, std::optional<std::string> message, std::string why)
    : entry_(find_error(name)), message_(std::move(message)), why_(std::move(why)) {
  if (entry_ == nullptr) throw std::logic_error("not in the error catalogue: " + std::string(name));
}

std::string Error::body() const {
  nlohmann::ordered_json body = {{"__type", entry_->name}};
  const std::string_view text = message_ ? std::string_view(*message_) : entry_->text;
  if (message_ || !text.empty()) {
    body[entry_->key == uppercase ? "Message" : "message"] = text;
  }
  return body.dump();
}

}  // namespace krm::aws

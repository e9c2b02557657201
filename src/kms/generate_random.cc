#include "kms/generate_random.h"

#include <utility>

#include "kms/constraints.h"
#include "kms/request_codec.h"

namespace krm::kms {
namespace {

using aws::Error;
using Checked = tl::expected<void, Error>;

Checked check_required(const GenerateRandomRequest& request) {
  // REAL: LocalStack snapshots, recorded 2023 and again 2024.
  if (!request.number_of_bytes) {
    return tl::unexpected(Error("ValidationException", "NumberOfBytes is required."));
  }
  // GUESS: nothing is recorded; the sentences are ours, after the one above.
  if (request.recipient && !request.recipient->key_encryption_algorithm) {
    return tl::unexpected(
        Error("ValidationException", "Recipient.KeyEncryptionAlgorithm is required."));
  }
  if (request.recipient && !request.recipient->attestation_document) {
    return tl::unexpected(
        Error("ValidationException", "Recipient.AttestationDocument is required."));
  }
  return {};
}

Checked check_store(const GenerateRandomRequest& request, const KeyStores& stores) {
  if (!request.custom_key_store_id) return {};
  return check_key_store(stores, *request.custom_key_store_id);
}

// A client that attests must never be given Plaintext, so what cannot be sealed is refused.
Checked attest(const GenerateRandomRequest& request) {
  if (!request.recipient) return {};
  return tl::unexpected(Error("UnsupportedOperationException", {},
                              "the request has a Recipient, and sealing is not supported"));
}

}  // namespace

Outcome generate_random(const aws::JsonValue& body, const KeyStores& stores) {
  const auto request = read_request(body);
  if (!request) return tl::unexpected<aws::Failure>(request.error());
  const auto checked = check_constraints(*request)
                           .and_then([&] { return check_required(*request); })
                           .and_then([&] { return check_store(*request, stores); })
                           .and_then([&] { return attest(*request); });
  if (!checked) return tl::unexpected<aws::Failure>(checked.error());
  return Grant{static_cast<std::size_t>(*request->number_of_bytes)};
}

}  // namespace krm::kms

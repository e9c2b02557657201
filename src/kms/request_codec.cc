#include "kms/request_codec.h"

#include <utility>

namespace krm::kms {
namespace {

using Visited = tl::expected<void, aws::Error>;

// Puts what was read where it belongs, or hands on why it could not be read.
template <typename T>
Visited keep(tl::expected<T, aws::Error> read, std::optional<T>& member) {
  if (!read) return tl::unexpected(std::move(read).error());
  member = std::move(*read);
  return {};
}

tl::expected<Recipient, aws::Error> read_recipient(const aws::JsonValue& value) {
  Recipient recipient;
  const auto read = value.structure([&](const aws::JsonValue& member) {
    if (member.name == "KeyEncryptionAlgorithm") {
      return keep(member.string(), recipient.key_encryption_algorithm);
    }
    if (member.name == "AttestationDocument")
      return keep(member.blob(), recipient.attestation_document);
    return Visited{};
  });
  if (!read) return tl::unexpected(read.error());
  return recipient;
}

}  // namespace

tl::expected<GenerateRandomRequest, aws::Error> read_request(const aws::JsonValue& body) {
  GenerateRandomRequest request;
  const auto read = body.structure([&](const aws::JsonValue& member) {
    if (member.name == "NumberOfBytes") return keep(member.integer(), request.number_of_bytes);
    if (member.name == "CustomKeyStoreId")
      return keep(member.string(), request.custom_key_store_id);
    if (member.name == "Recipient") return keep(read_recipient(member), request.recipient);
    return Visited{};
  });
  if (!read) return tl::unexpected(read.error());
  return request;
}

}  // namespace krm::kms

#include "kms/request_codec.h"

#include <utility>

namespace krm::kms {
namespace {

using Read = tl::expected<void, aws::Error>;

// Stores what was read in `member`, or returns why it could not be read.
template <typename T>
Read keep(tl::expected<T, aws::Error> read, std::optional<T>& member) {
  if (!read) return tl::unexpected(std::move(read).error());
  member = std::move(*read);
  return {};
}

Read read_member(const aws::JsonValue& member, Recipient& recipient) {
  if (member.name == "KeyEncryptionAlgorithm") {
    return keep(member.string(), recipient.key_encryption_algorithm);
  }
  if (member.name == "AttestationDocument") {
    return keep(member.blob(), recipient.attestation_document);
  }
  return {};
}

template <typename Structure>
tl::expected<Structure, aws::Error> read_structure(const aws::JsonValue& value);

Read read_member(const aws::JsonValue& member, GenerateRandomRequest& request) {
  if (member.name == "NumberOfBytes") return keep(member.integer(), request.number_of_bytes);
  if (member.name == "CustomKeyStoreId") return keep(member.string(), request.custom_key_store_id);
  if (member.name == "Recipient") return keep(read_structure<Recipient>(member), request.recipient);
  return {};
}

template <typename Structure>
tl::expected<Structure, aws::Error> read_structure(const aws::JsonValue& value) {
  const auto members = value.structure();
  if (!members) return tl::unexpected(members.error());
  Structure structure;
  for (const aws::JsonValue& member : *members) {
    if (auto read = read_member(member, structure); !read) return tl::unexpected(read.error());
  }
  return structure;
}

}  // namespace

tl::expected<GenerateRandomRequest, aws::Failure> read_request(const aws::JsonValue& body) {
  auto request = read_structure<GenerateRandomRequest>(body);
  if (!request) return tl::unexpected<aws::Failure>(std::move(request).error());
  return std::move(*request);
}

}  // namespace krm::kms

#include "kms/request_codec.h"

#include <algorithm>
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
tl::expected<Structure, aws::Error> read_structure(const aws::JsonValue& value) {
  const auto members = value.structure();
  if (!members) return tl::unexpected(members.error());
  Structure structure;
  for (const aws::JsonValue& member : *members) {
    if (auto read = read_member(member, structure); !read) return tl::unexpected(read.error());
  }
  return structure;
}

Read read_member(const aws::JsonValue& member, Asked& asked) {
  if (member.name == "NumberOfBytes") return keep(member.integer(), asked.number_of_bytes);
  if (member.name == "CustomKeyStoreId") return keep(member.string(), asked.custom_key_store_id);
  if (member.name == "Recipient") return keep(read_structure<Recipient>(member), asked.recipient);
  if (member.name == "CustomKeyStoreName") {
    return keep(member.string(), asked.custom_key_store_name);
  }
  if (member.name == "Limit") return keep(member.integer(), asked.limit);
  if (member.name == "Marker") return keep(member.string(), asked.marker);
  return {};
}

}  // namespace

tl::expected<Asked, aws::Failure> read_request(const aws::JsonValue& body,
                                               const Operation& operation) {
  const auto members = body.structure();
  if (!members) return tl::unexpected<aws::Failure>(members.error());
  Asked asked;
  for (const aws::JsonValue& member : *members) {
    if (std::ranges::find(operation.members, member.name) == operation.members.end()) continue;
    if (auto read = read_member(member, asked); !read) {
      return tl::unexpected<aws::Failure>(std::move(read).error());
    }
  }
  return asked;
}

}  // namespace krm::kms

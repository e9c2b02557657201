#include "mock/seal.h"

#include <cstdint>
#include <optional>
#include <utility>

#include "crypto/digest.h"

namespace krm::mock {
namespace {

using kms::EnvelopedData;
using scenario::CmsDamage;

// The last octet of the padding, 1 to 16, becomes another above 128: in CBC a bit of one block, or
// of the IV, is the same bit of the next block's plaintext.
void spoil_padding(EnvelopedData& data) {
  const std::size_t before_last = data.encrypted_content.size() - data.iv.size();
  std::uint8_t& octet = before_last == 0 ? data.iv.back() : data.encrypted_content[before_last - 1];
  octet ^= 0x80;
}

// To whoever has the right key this is what something encrypted for another looks like.
void spoil_key(EnvelopedData& data) {
  data.subject_key_identifier = crypto::sha256(data.subject_key_identifier);
  data.encrypted_key.back() ^= 0x01;
}

base::Bytes written(EnvelopedData data, const std::optional<CmsDamage>& damage) {
  if (damage == CmsDamage::flip) spoil_padding(data);
  if (damage == CmsDamage::wrong_key) spoil_key(data);
  base::Bytes ber = data.to_ber();
  if (damage == CmsDamage::truncate) ber.resize(ber.size() / 2);
  return ber;
}

}  // namespace

void seal(Case& one) {
  if (!one.plan.draws() || !kms::grant_of(one.plan.outcome)->recipient) return;
  EnvelopedData data =
      kms::seal(one.drawn.payload, *kms::grant_of(one.plan.outcome)->recipient, one.drawn.sealing);
  one.plaintext = std::exchange(one.drawn.payload, written(std::move(data), one.plan.cms));
}

}  // namespace krm::mock

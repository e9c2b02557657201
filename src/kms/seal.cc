#include "kms/seal.h"

#include <algorithm>

namespace krm::kms {

EnvelopedData seal(base::ByteView plaintext, const nitro::Attestation& recipient,
                   const SealingBytes& drawn) {
  crypto::Aes256Key key;
  EnvelopedData sealed{.subject_key_identifier = recipient.key_id,
                       .encrypted_key = {},
                       .iv = {},
                       .encrypted_content = {}};
  const auto rest = std::ranges::copy_n(drawn.begin(), key.size(), key.begin()).in;
  std::ranges::copy(rest, drawn.end(), sealed.iv.begin());
  sealed.encrypted_key = recipient.key.encrypt_oaep(key);
  sealed.encrypted_content = crypto::encrypt_aes_256_cbc(key, sealed.iv, plaintext);
  return sealed;
}

}  // namespace krm::kms

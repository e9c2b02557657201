#include "kms/seal.h"

namespace krm::kms {

EnvelopedData seal(base::ByteView plaintext, const nitro::Attestation& recipient,
                   const SealingBytes& drawn) {
  const crypto::Aes256Key& key = drawn.content_encryption_key;
  return {.subject_key_identifier = recipient.key_id,
          .encrypted_key = recipient.key.encrypt_oaep(key),
          .iv = drawn.iv,
          .encrypted_content = crypto::encrypt_aes_256_cbc(key, drawn.iv, plaintext)};
}

}  // namespace krm::kms

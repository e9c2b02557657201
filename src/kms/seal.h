// Seals bytes for whoever has shown an attestation document, so that nobody else can read them.
#pragma once

#include "base/bytes.h"
#include "crypto/aes_256_cbc.h"
#include "kms/enveloped_data.h"
#include "nitro/verify.h"

namespace krm::kms {

// The random bytes that each call of seal() needs. Draw them again for each call.
struct SealingBytes {
  crypto::Aes256Key content_encryption_key;
  crypto::AesIv iv{};
};

// Seals `plaintext` for the key of the document. Uses RSAES_OAEP_SHA_256, the only way that the
// service model knows. Throws crypto::Broken.
EnvelopedData seal(base::ByteView plaintext, const nitro::Attestation& recipient,
                   const SealingBytes& drawn);

}  // namespace krm::kms

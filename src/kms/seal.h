// Bytes sealed for whoever has shown an attestation document.
//
// Thread-safety: a function of its arguments.
#pragma once

#include "base/bytes.h"
#include "crypto/aes_256_cbc.h"
#include "kms/enveloped_data.h"
#include "nitro/verify.h"

namespace krm::kms {

// What is drawn anew for each.
struct SealingBytes {
  crypto::Aes256Key content_encryption_key;
  crypto::AesIv iv{};
};

// For the key of the document, in the only way that the service model knows, RSAES_OAEP_SHA_256.
// Throws Broken.
EnvelopedData seal(base::ByteView plaintext, const nitro::Attestation& recipient,
                   const SealingBytes& drawn);

}  // namespace krm::kms

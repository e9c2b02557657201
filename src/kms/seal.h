// Bytes sealed for whoever has shown an attestation document.
//
// Thread-safety: a function of its arguments.
#pragma once

#include "base/bytes.h"
#include "base/secret.h"
#include "crypto/aes_256_cbc.h"
#include "kms/enveloped_data.h"
#include "nitro/verify.h"

namespace krm::kms {

// What is drawn anew for each: 32 bytes of a content-encryption key, and 16 of an IV.
using SealingBytes = base::Secret<32 + 16>;

// For the key of the document, in the only way that the service model knows, RSAES_OAEP_SHA_256.
// Throws Broken.
EnvelopedData seal(base::ByteView plaintext, const nitro::Attestation& recipient,
                   const SealingBytes& drawn);

}  // namespace krm::kms

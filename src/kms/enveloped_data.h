// EnvelopedData of the Cryptographic Message Syntax (RFC 5652, 6) as KMS writes it in
// CiphertextForRecipient: one recipient, who is known by a subjectKeyIdentifier.
//
// Thread-safety: a value.
#pragma once

#include "base/bytes.h"
#include "crypto/aes_256_cbc.h"
#include "crypto/digest.h"

namespace krm::kms {

struct EnvelopedData {
  crypto::Sha256 subject_key_identifier{};
  base::Bytes encrypted_key;  // RSAES-OAEP with SHA-256 and MGF1 with SHA-256
  crypto::AesIv iv{};
  base::Bytes encrypted_content;  // AES-256-CBC

  // The whole ContentInfo. BER, and in form byte for byte that of KMS (REAL: captures in public
  // test data, whose sources the facts name): indefinite lengths outside the RecipientInfo, NULL
  // for the parameters of SHA-256, the content in OCTET STRINGs. aws-nitro-enclaves-sdk-c refuses
  // DER. That a segment ends after 1,000 bytes is what BouncyCastle does, which this looks like;
  // nobody has captured one so long.
  base::Bytes to_ber() const;
};

}  // namespace krm::kms

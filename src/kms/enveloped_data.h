// EnvelopedData of the Cryptographic Message Syntax (RFC 5652, 6), as KMS writes it in
// CiphertextForRecipient. It has one recipient, named by a subjectKeyIdentifier.
//
// Thread-safety: a plain value.
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

  // Returns the whole ContentInfo in BER. Its form is that of KMS, byte for byte (REAL: captures in
  // public test data). Lengths are indefinite outside the RecipientInfo. The parameters of SHA-256
  // are NULL. The content stands in OCTET STRINGs. aws-nitro-enclaves-sdk-c refuses DER.
  //
  // A segment of the content ends after 1,000 bytes. BouncyCastle does so, and the output of KMS
  // looks like its output. Nobody has captured a content so long.
  base::Bytes to_ber() const;
};

}  // namespace krm::kms

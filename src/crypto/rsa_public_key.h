// An RSA key that things are encrypted for.
//
// Thread-safety: const members may be called from any thread.
#pragma once

#include <string>
#include <tl/expected.hpp>

#include "base/bytes.h"
#include "crypto/owned.h"

namespace krm::crypto {

class RsaPublicKey {
 public:
  // MODEL: those that the client library for C makes (aws-nitro-enclaves-sdk-c). What else KMS
  // takes is unknown.
  static constexpr int fewest_bits = 2048;
  static constexpr int most_bits = 4096;

  // From the DER of a SubjectPublicKeyInfo (RFC 5280, 4.1), all of it, with such a modulus. The
  // exponent may have 64 bits: what OpenSSL allows where the modulus is long, and with more of them
  // a stranger's key would cost hundreds of times what it should. Fails with what is wrong, as the
  // end of a sentence that begins with the key.
  static tl::expected<RsaPublicKey, std::string> read(base::ByteView subject_public_key_info);

  int bits() const;

  // RSAES-OAEP with SHA-256, MGF1 with SHA-256 and an empty label (RFC 8017, 7.1). The seed is of
  // OpenSSL's generator. REQUIRES: at most bits() / 8 - 66 bytes. Throws Broken.
  base::Bytes encrypt_oaep(base::ByteView message) const;

 private:
  explicit RsaPublicKey(Owned<evp_pkey_st> key) : key_(std::move(key)) {}

  Owned<evp_pkey_st> key_;
};

}  // namespace krm::crypto

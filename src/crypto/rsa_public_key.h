// An RSA public key, and encryption for its owner.
//
// Thread-safety: any thread may call const members.
#pragma once

#include <string>
#include <tl/expected.hpp>

#include "base/bytes.h"
#include "crypto/owned.h"

namespace krm::crypto {

class RsaPublicKey {
 public:
  // MODEL: the sizes that the client library for C makes (aws-nitro-enclaves-sdk-c). What else KMS
  // takes is unknown.
  static constexpr int fewest_bits = 2048;
  static constexpr int most_bits = 4096;

  // Reads a SubjectPublicKeyInfo (RFC 5280, 4.1) in DER, which must be all of the bytes. The
  // modulus must have one of the sizes above. On failure returns what is wrong, as the end of a
  // sentence that begins with the key.
  //
  // The exponent may have up to 64 bits, which is what OpenSSL allows when the modulus is long.
  // With more bits a stranger's key would cost hundreds of times what it should.
  static tl::expected<RsaPublicKey, std::string> read(base::ByteView subject_public_key_info);

  int bits() const;

  // Encrypts by RSAES-OAEP with SHA-256, MGF1 with SHA-256 and an empty label (RFC 8017, 7.1). The
  // seed comes from OpenSSL's generator. Throws Broken. REQUIRES: `message` has at most
  // bits() / 8 - 66 bytes.
  base::Bytes encrypt_oaep(base::ByteView message) const;

 private:
  explicit RsaPublicKey(Owned<evp_pkey_st> key) : key_(std::move(key)) {}

  Owned<evp_pkey_st> key_;
};

}  // namespace krm::crypto

// Does what an enclave does for itself: it has a key, and opens what is sealed for that key.
//
// Thread-safety: of() is for one thread.
#pragma once

#include <string>
#include <tl/expected.hpp>

#include "base/bytes.h"
#include "crypto/owned.h"

namespace krm::test {

class Enclave {
 public:
  // Returns an enclave with an RSA key of `bits`. All who ask get the same one, because making a
  // key takes long.
  static const Enclave& of(unsigned bits = 2048);
  // Returns a second enclave. Its key also has 2,048 bits.
  static const Enclave& other();

  // Returns a SubjectPublicKeyInfo in DER.
  const base::Bytes& public_key() const { return public_key_; }

  // Returns the content that OpenSSL's CMS decrypts. On failure returns OpenSSL's words for it.
  tl::expected<base::Bytes, std::string> open(base::ByteView enveloped_data) const;

  // Decrypts an encryptedKey by RSAES-OAEP with SHA-256. Throws Broken.
  base::Bytes open_key(base::ByteView encrypted_key) const;

 private:
  explicit Enclave(unsigned bits);

  crypto::Owned<evp_pkey_st> key_;
  base::Bytes public_key_;
};

}  // namespace krm::test

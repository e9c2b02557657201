// What an enclave does for itself: it has a key, and opens what is sealed for it.
#pragma once

#include <string>
#include <tl/expected.hpp>

#include "base/bytes.h"
#include "crypto/owned.h"

namespace krm::test {

class Enclave {
 public:
  // With an RSA key of so many bits; the same one for all who ask, as making one takes long.
  static const Enclave& of(unsigned bits = 2048);
  // Another, with a key of 2,048 bits as well.
  static const Enclave& other();

  // SubjectPublicKeyInfo in DER.
  const base::Bytes& public_key() const { return public_key_; }

  // By OpenSSL's own CMS; or its words for what is wrong.
  tl::expected<base::Bytes, std::string> open(base::ByteView enveloped_data) const;

  // What an encryptedKey is to this one, by RSAES-OAEP with SHA-256. Throws Broken.
  base::Bytes open_key(base::ByteView encrypted_key) const;

 private:
  explicit Enclave(unsigned bits);

  crypto::Owned<evp_pkey_st> key_;
  base::Bytes public_key_;
};

}  // namespace krm::test

// Writes public keys as a client of KMS has them: the DER of a SubjectPublicKeyInfo, or its PEM.
#pragma once

#include <string>

#include "crypto/owned.h"

namespace krm::test {

std::string public_key_der(const evp_pkey_st& key);
std::string public_key_pem(const evp_pkey_st& key);

// Returns the DER of an RSA key of `bits` that has no primes, so that making it takes no time.
// Anyone can encrypt for it, and nobody can decrypt. `exponent` is in hexadecimal.
std::string rsa_public_key_der(unsigned bits, const char* exponent = "10001");

}  // namespace krm::test

// Public keys as a client of KMS has them: the DER of a SubjectPublicKeyInfo, or its PEM.
#pragma once

#include <string>

#include "crypto/owned.h"

namespace krm::test {

std::string public_key_der(const evp_pkey_st& key);
std::string public_key_pem(const evp_pkey_st& key);

// The former of an RSA key of that size that was made without any primes, in no time: things can be
// encrypted for it, and nobody can decrypt them. Its exponent is in hexadecimal.
std::string rsa_public_key_der(unsigned bits, const char* exponent = "10001");

}  // namespace krm::test

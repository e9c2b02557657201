// ES384 of COSE (RFC 9053, 2.1): ECDSA on P-384 with SHA-384, the signature as r and s, 48 bytes
// each.
//
// Thread-safety: functions of their arguments. They throw Broken.
#pragma once

#include <array>
#include <cstdint>

#include "base/bytes.h"
#include "crypto/owned.h"

namespace krm::crypto {

using Es384Signature = std::array<std::uint8_t, 96>;

// Whether ES384 can be done with it: a key of P-384.
bool is_for_es384(const evp_pkey_st& key);

// REQUIRES: is_for_es384(key), a private one.
Es384Signature sign_es384(evp_pkey_st& key, base::ByteView message);

// REQUIRES: is_for_es384(key).
bool verify_es384(evp_pkey_st& key, base::ByteView message, const Es384Signature& signature);

}  // namespace krm::crypto

// Signs and verifies with ES384 of COSE (RFC 9053, 2.1), which is ECDSA on P-384 with SHA-384. A
// signature is r and s, 48 bytes each.
//
// Thread-safety: any thread may call the functions. They throw Broken.
#pragma once

#include <array>
#include <cstdint>

#include "base/bytes.h"
#include "crypto/owned.h"

namespace krm::crypto {

using Es384Signature = std::array<std::uint8_t, 96>;

// Returns whether `key` is on P-384, as ES384 needs it.
bool is_for_es384(const evp_pkey_st& key);

// REQUIRES: is_for_es384(key), and `key` is private.
Es384Signature sign_es384(evp_pkey_st& key, base::ByteView message);

// REQUIRES: is_for_es384(key).
bool verify_es384(evp_pkey_st& key, base::ByteView message, const Es384Signature& signature);

}  // namespace krm::crypto

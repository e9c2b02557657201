// Encrypts with AES-256 in CBC mode and the padding of PKCS #7.
#pragma once

#include <array>
#include <cstdint>

#include "base/bytes.h"
#include "base/secret.h"

namespace krm::crypto {

using Aes256Key = base::Secret<32>;
using AesIv = std::array<std::uint8_t, 16>;

// Returns `message` encrypted, which makes it 1 to 16 bytes longer. Throws Broken.
base::Bytes encrypt_aes_256_cbc(const Aes256Key& key, const AesIv& iv, base::ByteView message);

}  // namespace krm::crypto
